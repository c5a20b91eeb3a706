// SPDX-License-Identifier: Apache-2.0
// Who is signed in. When the session ends in the middle of something, the sign-in dialog comes up
// over the page; whoever asked waits here and asks again, so nothing is lost.
import { computed, readonly, ref, shallowRef } from "vue";
import type { Session } from "./types";
import { forgetOthers } from "./unsent";

const current = shallowRef<Session>();
const asked = ref<"sign_in" | "purpose">();
let waiting: { promise: Promise<void>; resolve: () => void; reject: (reason: Error) => void } | undefined;

export const session = computed(() => current.value);
/** Which dialog has to stand over the page. */
export const dialog = readonly(asked);

export const may = (permission: string): boolean => current.value?.permissions.includes(permission) ?? false;

/** A person without a right to act sees everything and no button. */
export const isOnlyReader = computed(() =>
  !["open_case", "act_on_case", "assign_case", "review_case", "approve_case", "confirm_publication"].some(may));

const loginKey = "mingcha.login";
/** The login that was typed last in this window, for the dialog. */
export const lastLogin = (): string => sessionStorage.getItem(loginKey) ?? "";

export function signedIn(as: Session, login: string): void {
  sessionStorage.setItem(loginKey, login);
  forgetOthers(as.person);
  // Somebody else's page must not go on under another name.
  if (current.value && current.value.person !== as.person) {
    location.assign("/console/");
    return;
  }
  current.value = as;
  if (asked.value === "sign_in") settle();
}

export function resume(as: Session | undefined): void {
  if (as) forgetOthers(as.person);
  current.value = as;
}

function settle(): void {
  asked.value = undefined;
  waiting?.resolve();
  waiting = undefined;
}

function wait(what: "sign_in" | "purpose"): Promise<void> {
  if (!waiting) {
    let resolve = () => {};
    let reject: (reason: Error) => void = () => {};
    const promise = new Promise<void>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    waiting = { promise, resolve, reject };
    asked.value = what;
  }
  return waiting.promise;
}

export const untilSignedIn = (): Promise<void> => wait("sign_in");
export const untilPurposeStated = (): Promise<void> => wait("purpose");

export function purposeStated(purpose: string): void {
  if (current.value) current.value = { ...current.value, purpose };
  settle();
}

export class NotStated extends Error {}

/** The person would rather not say why: the request gets its refusal. */
export function purposeRefused(): void {
  asked.value = undefined;
  waiting?.reject(new NotStated());
  waiting = undefined;
}
