// SPDX-License-Identifier: Apache-2.0
// The code that a paper's QR code holds stands after "#", so that no server's log ever has it. Put
// into the box, it is sent only when the reader says so.
const code = decodeURIComponent(location.hash.slice(1));
const box = document.getElementById("code");
if (box && /^[0-9A-Za-z-]{1,40}$/.test(code)) {
  box.value = code;
  history.replaceState(null, "", location.pathname + location.search);
}
