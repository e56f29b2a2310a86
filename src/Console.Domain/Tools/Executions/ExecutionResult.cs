using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>How an execution ended, and what is kept of what the target said.</summary>
/// <param name="Verb">Succeed, Fail or LoseTrack.</param>
/// <param name="Output">What the target said, masked, as JSON or as text; null where it said nothing.</param>
public sealed record ExecutionResult(ProposalVerb Verb, int? HttpStatus, string? Code, int LatencyMilliseconds, string? Output, bool IsOutputCut)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = ProposalLimits.DepthMax, AllowDuplicateProperties = false };

    /// <summary>One that was never sent.</summary>
    public static ExecutionResult NotSent(string code) => new(ProposalVerb.Fail, null, code, 0, null, false);

    /// <summary>One of which nobody can say how it ended.</summary>
    public static ExecutionResult Lost(string code, int latencyMilliseconds = 0) => new(ProposalVerb.LoseTrack, null, code, latencyMilliseconds, null, false);

    /// <summary>
    /// What a status says: done, not done, or nothing. A redirect is not followed: to a question it is a no, but "see there" is also what
    /// servers say after they did something. What stands between and heard nothing of its server cannot say what that server did.
    /// </summary>
    public static ExecutionResult Answered(ToolExecution execution, int httpStatus, byte[] body, bool isCut, int latencyMilliseconds, ResultMask mask)
    {
        var verb = execution.IsSuccess(httpStatus) ? ProposalVerb.Succeed
            : httpStatus is 408 or 502 or 504 or 520 or 522 or 524 ? ProposalVerb.LoseTrack
            : httpStatus is 301 or 302 or 303 && execution.Method != "GET" ? ProposalVerb.LoseTrack
            : ProposalVerb.Fail;
        var code = verb == ProposalVerb.Succeed ? null : httpStatus is >= 300 and < 400 ? "redirect_refused" : "http_" + httpStatus.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var text = mask.Of(Encoding.UTF8.GetString(body).Replace('\0', '\uFFFD'));
        var isTooLong = text.Length > ExecutionLimits.OutputLengthMax;
        return new(verb, httpStatus, code, latencyMilliseconds, text.Length == 0 ? null : ShortText.Of(text, ExecutionLimits.OutputLengthMax), isCut || isTooLong);
    }

    /// <summary>The result as a proposal keeps it: the members that an agent reports too. The target's words stand inside <c>output</c> and are nothing but that.</summary>
    public string ToReport()
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("status", Verb switch { ProposalVerb.Succeed => "succeeded", ProposalVerb.Fail => "failed", _ => "unknown" });
            json.WriteString("executed_by", "console");
            if (HttpStatus is { } status) json.WriteNumber("http_status", status);
            if (Code is not null)
            {
                json.WriteStartObject("error");
                json.WriteString("code", Code);
                json.WriteEndObject();
            }

            json.WriteNumber("latency_ms", LatencyMilliseconds);
            if (Output is not null) WriteOutput(json, Output);
            if (IsOutputCut) json.WriteBoolean("output_cut", true);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteOutput(Utf8JsonWriter json, string output)
    {
        json.WritePropertyName("output");
        try
        {
            using var said = JsonDocument.Parse(output, Strict);
            json.WriteRawValue(CanonicalJson.Bytes(said.RootElement));
        }
        catch (Exception exception) when (exception is JsonException or NotCanonicalException or InvalidOperationException)
        {
            json.WriteStringValue(output);
        }
    }
}
