// SPDX-License-Identifier: Apache-2.0
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Session = Schemas["Session"];
export type Problem = Schemas["Problem"];
export type Finding = Problem["findings"][number];
export type Case = Schemas["Case"];
export type CaseRow = Schemas["CaseRow"];
export type NextStep = Schemas["NextStep"];
export type StepForm = Schemas["StepForm"];
export type FormField = Schemas["FormField"];
export type Limit = Schemas["Limit"];
export type PenaltyRanges = Schemas["PenaltyRanges"];
export type Evidence = Schemas["Evidence"];
export type Paper = Schemas["Paper"];
export type TimelineEntry = Schemas["TimelineEntry"];
export type Todo = Schemas["Todo"];
export type Done = Schemas["Done"];
export type Submission = Schemas["Submission"];
export type Signature = Schemas["Signature"];
export type ReviewRow = Schemas["ReviewRow"];
export type ReviewStaff = Schemas["ReviewStaff"];
export type Reviewer = ReviewStaff["reviewers"][number];
export type ReviewFigures = Schemas["ReviewQuality"]["figures"][number];
export type Absence = Schemas["AbsenceList"]["absences"][number];
export type Delegation = Schemas["DelegationList"]["delegations"][number];
export type Channel = Schemas["Channel"];
export type Delivery = Schemas["Delivery"];
export type CreditItem = Schemas["CreditItem"];
export type CreditCells = Schemas["CreditCells"];
export type CreditBatch = Schemas["CreditBatch"];
export type AnnualStanding = Schemas["AnnualStanding"];
export type AnnualReport = Schemas["AnnualReport"];
export type AnnualTable = Schemas["AnnualTable"];
export type AnnualFigure = AnnualTable["figures"][number];
