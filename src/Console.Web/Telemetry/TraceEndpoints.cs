using System.Globalization;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Telemetry;

/// <summary>Takes in trace events as JSON lines or as an array.</summary>
internal static class TraceEndpoints
{
    private static readonly string[] LineTypes = ["application/x-ndjson", "application/jsonl", "application/jsonlines"];

    public static async Task<IResult> TakeAsync(HttpContext context, TraceIntake intake, IntakeGate gate, CancellationToken cancellation)
    {
        var type = context.Request.ContentType?.Split(';')[0].Trim();
        var isLines = LineTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        if (!isLines && !context.Request.HasJsonContentType())
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "json_expected", "Send application/x-ndjson, one event a line, or application/json, an array.");
        if (!UnpackedBody.IsPackingKnown(context.Request))
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "encoding_unknown", "A body may be packed with gzip, and with nothing else.");

        UnpackedBody.Hear(context.Request);
        using var pass = gate.TryEnter(context.Request.ContentLength ?? TelemetryLimits.BodyBytesGuess);
        if (pass is null) return Busy(context);
        ReadOnlyMemory<byte>? body;
        try
        {
            body = await UnpackedBody.ReadAsync(context.Request, pass, cancellation);
        }
        catch (InvalidDataException)
        {
            return RequestBody.Malformed("", "The body is not packed with gzip, though it says so.");
        }

        if (body is not { } bytes) return pass.IsFull ? Busy(context) : UnpackedBody.TooLarge();
        using var lines = TraceLines.Read(bytes, isLines);
        if (lines is null) return RequestBody.Malformed("", "The body is not JSON, or is nested too deeply.");
        return await intake.TakeAsync(context.AgentCaller(), lines.Drafts, cancellation) switch
        {
            IntakeOutcome.Taken taken => TypedResults.Ok(TraceAnswer.Of(taken, lines)),
            IntakeOutcome.Busy => Busy(context),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    private static ProblemHttpResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = TelemetryLimits.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "busy", "As many events wait to be written as may. Send the same again after a while.");
    }
}
