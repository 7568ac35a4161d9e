-- Prepares all requests before the clock starts, then picks one at random for each. Of more than a hundred thousand
-- paths the reads are put together on the way, which costs half a microsecond.
local kind = os.getenv("BENCH_KIND")
local count = tonumber(os.getenv("BENCH_SECRETS"))
local reads, writes, turn = {}, {}, 0
local prefix, suffix

local function value()
  local characters = {}
  for i = 1, 256 do characters[i] = string.char(97 + math.random(0, 25)) end
  return table.concat(characters)
end

function init()
  math.randomseed(7)
  local headers = { ["X-Vault-Token"] = os.getenv("BENCH_TOKEN") }
  if count > 100000 then
    prefix, suffix = wrk.format("GET", "/v1/secret/data/bench/@", headers):match("^(.-)@(.*)$")
    return
  end
  for i = 1, count do
    local path = "/v1/secret/data/bench/" .. (i - 1)
    if kind ~= "write" then reads[i] = wrk.format("GET", path, headers) end
    if kind ~= "read" then
      headers["Content-Type"] = "application/json"
      writes[i] = wrk.format("POST", path, headers, '{"data":{"value":"' .. value() .. '"}}')
      headers["Content-Type"] = nil
    end
  end
end

function request()
  local which = math.random(1, count)
  if prefix then return prefix .. which - 1 .. suffix end
  if kind == "read" then return reads[which] end
  if kind == "write" then return writes[which] end
  turn = (turn + 1) % 10
  return (turn == 0 and writes or reads)[which]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RESULT {"requests":%d,"micros":%d,"failures":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
