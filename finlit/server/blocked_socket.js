// Streamlit draws every page over a WebSocket. Where a network lets pages through and WebSockets
// not, nothing is ever drawn and nothing says so. This watches the first connection, and after
// PATIENCE without a single message puts a plain sentence on the page. A message takes it away.
(() => {
  const PATIENCE = 6000;
  const ID = "finlit-blocked";
  const PATH = "/_stcore/stream";
  let heard = false;
  let address = "";

  const add = (parent, tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  const tell = () => {
    if (heard || document.getElementById(ID)) return;
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    const box = document.createElement("section");
    box.id = ID;
    box.setAttribute("role", "alert");
    Object.assign(box.style, {
      position: "fixed", inset: "auto 0 0 0", zIndex: "2147483647", boxSizing: "border-box",
      maxHeight: "100vh", overflow: "auto", padding: "1.25rem max(1.25rem, calc(50vw - 22rem))",
      font: "1rem/1.5 system-ui, sans-serif", borderTop: "4px solid #c8551b",
      background: dark ? "#1b1f27" : "#fff7ec", color: dark ? "#f2f2f2" : "#1d1d1f",
    });
    add(box, "h2", "The live connection is blocked").style.cssText = "font-size:1.25rem;margin:0 0 .4rem";
    add(box, "p", "This page has arrived, but its lessons are drawn over a live connection, a " +
      "WebSocket, and nothing comes through it. Most often a filter of the school or the office " +
      "stops it. Waiting or loading again will not help. Another network, such as a phone's, may.")
      .style.cssText = "margin:0 0 .6rem";
    const pupil = add(box, "p", "");
    pupil.style.cssText = "margin:0 0 .6rem";
    add(pupil, "strong", "You learn here: ");
    pupil.append("show this page to your teacher, or to whoever looks after the network. What you " +
      "did before is still in this browser.");
    const staff = add(box, "p", "");
    staff.style.cssText = "margin:0";
    add(staff, "strong", "For IT: ");
    staff.append("please let WebSocket connections (HTTP Upgrade) through to ");
    add(staff, "code", address).style.cssText = "overflow-wrap:anywhere";
    staff.append(", in the filter, the proxy and the firewall. Only this host is needed.");
    document.body.append(box);
  };

  const hear = () => {
    heard = true;
    document.getElementById(ID)?.remove();
  };

  const Native = window.WebSocket;
  window.WebSocket = new Proxy(Native, {
    construct(target, given, newTarget) {
      const socket = Reflect.construct(target, given, newTarget === window.WebSocket ? target : newTarget);
      if (!heard && String(given[0]).includes(PATH)) {
        if (!address) {
          address = String(given[0]);
          setTimeout(tell, PATIENCE);
        }
        socket.addEventListener("message", hear, { once: true });
      }
      return socket;
    },
  });
})();
