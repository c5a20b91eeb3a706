// SPDX-License-Identifier: Apache-2.0
// Dark or light: as the machine says, until the person says otherwise.
import { ref } from "vue";

const key = "mingcha.look";
const machine = matchMedia("(prefers-color-scheme: dark)");
const chosen = ref(localStorage.getItem(key));
export const dark = ref(false);

function apply(): void {
  dark.value = chosen.value ? chosen.value === "dark" : machine.matches;
  document.documentElement.classList.toggle("dark", dark.value);
}

export function toggleLook(): void {
  chosen.value = dark.value ? "light" : "dark";
  localStorage.setItem(key, chosen.value);
  apply();
}

machine.addEventListener("change", apply);
apply();
