// Loaded before the Playground: it would listen on every address of the machine, and has no option against it.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (first, second, ...rest) {
  const portAlone = (typeof first === "number" || typeof first === "string") && typeof second !== "string";
  if (portAlone) return listen.call(this, first, "127.0.0.1", second, ...rest);
  return listen.call(this, first, second, ...rest);
};
