// SPDX-License-Identifier: Apache-2.0
// The pages and their place in the menu. A new page is one line here and its file under pages/.
import type { Component } from "vue";
import { Camera, ChatLineSquare, Checked, Collection, Connection, DataAnalysis, DocumentAdd, Files, House, List, Lock, Monitor, Promotion, Stamp, Timer, User, VideoCamera } from "@element-plus/icons-vue";
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { may } from "./api/session";
import { t as annual } from "./words/annual";
import { t as credit } from "./words/credit";
import { t } from "./words/frame";
import { t as channels } from "./words/channels";
import { t as devices } from "./words/devices";
import { t as feedback } from "./words/feedback";
import { t as limit } from "./words/limit";
import { t as outside } from "./words/outside";
import { t as list } from "./words/list";
import { t as publication } from "./words/publication";
import { t as quality } from "./words/quality";
import { t as recordings } from "./words/recordings";
import { t as retention } from "./words/retention";
import { t as reviews } from "./words/reviews";
import { t as search } from "./words/search";
import { t as wall } from "./words/wall";

interface MenuPlace {
  title: () => string;
  icon: Component;
  /** Who sees it. */
  shown: () => boolean;
}

declare module "vue-router" {
  interface RouteMeta {
    /** Of pages that the menu names. */
    menu?: MenuPlace;
    /** For the window's title and the way back, of pages that it does not name. */
    title?: () => string;
    /** The menu's page above this one: its path. */
    above?: string;
  }
}

const pages: RouteRecordRaw[] = [
  {
    path: "/", component: () => import("./pages/home.vue"),
    meta: { menu: { title: () => t("desk"), icon: House, shown: () => may("read_case") || may("answer_report") || may("read_publication_queue") } },
  },
  {
    path: "/cases", component: () => import("./pages/case_list.vue"),
    meta: { menu: { title: () => t("cases"), icon: Collection, shown: () => may("read_case") } },
  },
  {
    path: "/cases/new", component: () => import("./pages/new_case.vue"),
    meta: { menu: { title: () => t("new_case"), icon: DocumentAdd, shown: () => may("open_case") } },
  },
  { path: "/cases/new/:item", component: () => import("./pages/open_case.vue"), props: true, meta: { title: () => t("new_case"), above: "/cases/new" } },
  { path: "/cases/:id", component: () => import("./pages/case.vue"), props: true, meta: { title: () => t("cases"), above: "/cases" } },
  { path: "/cases/:id/do/:step", component: () => import("./pages/step.vue"), props: true, meta: { title: () => t("cases"), above: "/cases" } },
  // Steps that have a page of their own; pages/step.vue leads there.
  { path: "/cases/:id/review/:step", component: () => import("./pages/review.vue"), props: true, meta: { title: () => t("cases"), above: "/cases" } },
  // By whoever does not know what the step is called: the queue of reviews.
  { path: "/cases/:id/review", component: () => import("./pages/step.vue"), props: (to) => ({ id: to.params["id"], kind: "review" }), meta: { title: () => t("cases"), above: "/reviews" } },
  { path: "/cases/:id/decision/:step", component: () => import("./pages/approval.vue"), props: true, meta: { title: () => t("cases"), above: "/cases" } },
  { path: "/cases/:id/approval/:step", component: () => import("./pages/approval.vue"), props: true, meta: { title: () => t("cases"), above: "/cases" } },
  { path: "/cases/:id/service/:step", component: () => import("./pages/service.vue"), props: true, meta: { title: () => t("cases"), above: "/cases" } },
  {
    path: "/reviews", component: () => import("./pages/reviews.vue"),
    meta: { menu: { title: () => reviews("title"), icon: Checked, shown: () => may("read_reviews") } },
  },
  { path: "/reviews/quality", component: () => import("./pages/review_quality.vue"), meta: { title: () => quality("title"), above: "/reviews" } },
  {
    path: "/recordings", component: () => import("./pages/recordings.vue"),
    meta: { menu: { title: () => recordings("title"), icon: VideoCamera, shown: () => may("read_recording") } },
  },
  { path: "/recordings/:id", component: () => import("./pages/recording.vue"), props: true, meta: { title: () => recordings("title"), above: "/recordings" } },
  {
    path: "/recording-wall", component: () => import("./pages/recording_wall.vue"),
    meta: { menu: { title: () => wall("title"), icon: Monitor, shown: () => may("read_recording") } },
  },
  { path: "/recording-duties", component: () => import("./pages/recording_duties.vue"), meta: { title: () => wall("duties_title"), above: "/recording-wall" } },
  {
    path: "/devices", component: () => import("./pages/devices.vue"),
    meta: { menu: { title: () => devices("title"), icon: Camera, shown: () => may("manage_recordings") } },
  },
  {
    path: "/retention", component: () => import("./pages/retention.vue"),
    meta: { menu: { title: () => retention("title"), icon: Files, shown: () => may("destroy_recording") || may("supervise") } },
  },
  {
    path: "/publications", component: () => import("./pages/publications.vue"),
    meta: { menu: { title: () => publication("title"), icon: Promotion, shown: () => may("read_publication_queue") } },
  },
  {
    path: "/outside-queries", component: () => import("./pages/outside_queries.vue"),
    meta: { menu: { title: () => outside("title"), icon: Lock, shown: () => may("read_sealed_case") } },
  },
  { path: "/publications/:id", component: () => import("./pages/publication.vue"), props: true, meta: { title: () => publication("title"), above: "/publications" } },
  {
    path: "/channels", component: () => import("./pages/channels.vue"),
    meta: { menu: { title: () => channels("title"), icon: Connection, shown: () => may("read_publication_queue") } },
  },
  {
    path: "/credit", component: () => import("./pages/credit.vue"),
    meta: { menu: { title: () => credit("title"), icon: Stamp, shown: () => may("export_records") } },
  },
  {
    path: "/annual", component: () => import("./pages/annual.vue"),
    meta: { menu: { title: () => annual("title"), icon: DataAnalysis, shown: () => may("export_records") } },
  },
  {
    path: "/feedback", component: () => import("./pages/feedback_list.vue"),
    meta: { menu: { title: () => feedback("title"), icon: ChatLineSquare, shown: () => may("answer_report") } },
  },
  { path: "/feedback/:id", component: () => import("./pages/feedback.vue"), props: true, meta: { title: () => feedback("title"), above: "/feedback" } },
  {
    path: "/lists", component: () => import("./pages/lists.vue"),
    meta: { menu: { title: () => list("title"), icon: List, shown: () => may("edit_lists") } },
  },
  { path: "/lists/:id", component: () => import("./pages/list.vue"), props: true, meta: { title: () => list("title"), above: "/lists" } },
  { path: "/lists/:id/sets/:set", component: () => import("./pages/list_set.vue"), props: true, meta: { title: () => list("title"), above: "/lists" } },
  {
    path: "/limits", component: () => import("./pages/limits.vue"),
    meta: { menu: { title: () => limit("title"), icon: Timer, shown: () => may("read_case") } },
  },
  { path: "/search", component: () => import("./pages/search.vue"), meta: { title: () => search("title") } },
  {
    path: "/account", component: () => import("./pages/account.vue"),
    meta: { menu: { title: () => t("account"), icon: User, shown: () => true } },
  },
  { path: "/:rest(.*)*", component: () => import("./pages/missing.vue"), meta: { title: () => t("not_found") } },
];

export const router = createRouter({
  history: createWebHistory("/console/"),
  routes: pages,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** In the order of the table. */
export const menu = () => pages.flatMap(({ path, meta }) => (meta?.menu?.shown() ? [{ path, ...meta.menu }] : []));
