using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Compares the sums of one hour with its events and puts right what differs; the next run takes the hour before, and after the last of them begins again.
/// Nothing should ever differ: that something did is logged.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class RepairRollupsJob(TraceStore store, TelemetryOptions options, TimeProvider clock, ILogger<RepairRollupsJob> logger) : IJob
{
    public static readonly JobKey Key = new("repair-sums", "telemetry");

    // The day of the hour that lies furthest back must still have all of its hours.
    private const int HourDaysMin = 3;

    private int _back;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        // The last whole hour is left a while in peace: what was told late comes into it.
        var newest = Grains.BucketOf(clock.Instant().AddMinutes(-TelemetryLimits.RepairRestMinutes), Grain.Hour) - Grains.SecondsOf(Grain.Hour);
        var hour = newest - _back * Grains.SecondsOf(Grain.Hour);
        _back = (_back + 1) % TelemetryLimits.RepairHours;
        await using var session = new TraceWriteSession(store, await store.OpenAsync(cancellation));
        var name = DateTimeOffset.FromUnixTimeSeconds(hour).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        if (await session.RepairAsync(hour, options.HourDays >= HourDaysMin, cancellation) is not { } found) return new(0, $"The hour from {name} UTC lies behind more events than one look reads.");
        if (found.Righted == 0) return new(0, string.Create(CultureInfo.InvariantCulture, $"The hour from {name} UTC: {found.Compared} sums are what its events say."));
        LogRighted(found.Righted, name);
        return new(found.Righted, string.Create(CultureInfo.InvariantCulture, $"The hour from {name} UTC: {found.Righted} of {found.Compared} sums were not what its events say, and are now."));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Righted} sums of the hour from {Hour} UTC were not what its events say; they were put right.")]
    private partial void LogRighted(int righted, string hour);
}
