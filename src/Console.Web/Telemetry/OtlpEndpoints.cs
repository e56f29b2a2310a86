using System.Globalization;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Telemetry.GenAi;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Otlp;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Telemetry;

/// <summary>Takes in spans from whatever exports OpenTelemetry's protocol over HTTP.</summary>
internal static class OtlpEndpoints
{
    private const int ReasonsShownMax = 5;

    public static async Task<IResult> TakeAsync(HttpContext context, TraceIntake intake, IntakeGate gate, CancellationToken cancellation)
    {
        if (OtlpSpellings.Of(context.Request) is not { } spelling)
            return OtlpAnswer.Refused(StatusCodes.Status415UnsupportedMediaType, OtlpSpelling.Json, "Send application/x-protobuf or application/json.");
        if (!UnpackedBody.IsPackingKnown(context.Request))
            return OtlpAnswer.Refused(StatusCodes.Status415UnsupportedMediaType, spelling, "A body may be packed with gzip, and with nothing else.");

        UnpackedBody.Hear(context.Request);
        using var pass = gate.TryEnter(context.Request.ContentLength ?? TelemetryLimits.BodyBytesGuess);
        if (pass is null) return Busy(spelling);
        try
        {
            if (await UnpackedBody.ReadAsync(context.Request, pass, cancellation) is not { } body) return pass.IsFull ? Busy(spelling) : TooLarge(spelling);
            if (Read(spelling, body.Span, out var reason) is not { } export) return OtlpAnswer.Refused(StatusCodes.Status400BadRequest, spelling, reason);
            return await intake.TakeAsync(context.AgentCaller(), SpanDrafts.Of(export.Spans), cancellation) switch
            {
                IntakeOutcome.Taken taken => OtlpAnswer.Taken(
                    spelling, export.RejectedCount + (long)(export.Spans.Count - taken.Accepted), Reasons([.. export.Rejected, .. taken.Rejected])),
                IntakeOutcome.Busy => Busy(spelling),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
        catch (InvalidDataException)
        {
            return OtlpAnswer.Refused(StatusCodes.Status400BadRequest, spelling, "The body is not packed with gzip, though it says so.");
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge(spelling)
                : OtlpAnswer.Refused(StatusCodes.Status400BadRequest, spelling, "The body did not come whole.");
        }
        catch (BusyException)
        {
            return OtlpAnswer.Refused(StatusCodes.Status503ServiceUnavailable, spelling, "The console is busy; try again.", TelemetryLimits.RetryAfterSeconds);
        }
    }

    private static OtlpAnswer Busy(OtlpSpelling spelling) => OtlpAnswer.Refused(
        StatusCodes.Status429TooManyRequests, spelling, "As much waits to be written as may.", TelemetryLimits.RetryAfterSeconds);

    private static OtlpAnswer TooLarge(OtlpSpelling spelling) => OtlpAnswer.Refused(
        StatusCodes.Status413PayloadTooLarge, spelling, $"A body may have {TelemetryLimits.BodyBytesMax} bytes, unpacked; send fewer spans at once.");

    private static OtlpExport? Read(OtlpSpelling spelling, ReadOnlySpan<byte> body, out string reason) =>
        spelling == OtlpSpelling.Protobuf ? OtlpReader.OfProtobuf(body, out reason) : OtlpReader.OfJson(body, out reason);

    private static string Reasons(IReadOnlyList<RejectedEvent> rejected) => string.Join(' ', rejected.OrderBy(one => one.Number).Take(ReasonsShownMax)
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"Span {one.Number} ({one.Code}): {one.Reason}")));
}
