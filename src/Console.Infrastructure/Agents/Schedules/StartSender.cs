using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>
/// Tells an agent's endpoint that a run is to begin: by the guarded way out, signed with the agent's callback secret, under an id that stays the
/// same over all attempts. The run stands in the console before the endpoint hears of it.
/// </summary>
public sealed class StartSender(
    ConsoleTransaction transaction, StartDesk desk, StartRunHandler runs, RunMomentsDesk moments, CallbackSecrets callbacks, WebhookSecrets secrets,
    [FromKeyedServices(WayOut.Webhooks)] GuardedHttp http, LedgerWriter ledger, TimeProvider clock)
{
    private const int LeaseSeconds = 60;

    /// <summary>False where it was not due, or somebody else has it.</summary>
    public async Task<bool> TrySendAsync(ScheduledRunId id, CancellationToken cancellation)
    {
        if (await transaction.RunAsync((db, inner) => TakeAsync(db, id, inner), cancellation) is not { } taken) return false;
        var (run, schedule) = taken;
        await BeginAsync(run, schedule, cancellation);
        var came = await PostAsync(run, schedule, cancellation);

        // It is out: writing that down is not given up half-way because the process is asked to end.
        await transaction.RunAsync((db, inner) => RecordAsync(db, run.Id, schedule, came, inner), CancellationToken.None);
        return true;
    }

    private async Task<(ScheduledRun Run, AgentSchedule Schedule)?> TakeAsync(ConsoleDbContext db, ScheduledRunId id, CancellationToken cancellation)
    {
        var now = clock.Instant();
        if (await db.ScheduledRuns.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { Status: ScheduledRunStatus.Due } run || run.DueAt > now) return null;
        var schedule = await db.AgentSchedules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == run.Schedule, cancellation);
        var (clearance, whyNot) = await desk.AskStopSwitchAsync(db, run.Agent, cancellation);
        if (schedule is null || clearance is null)
        {
            if (schedule is null) run.Hold("schedule_removed", "The schedule was removed meanwhile.", now);
            else run.Hold("stopped", whyNot, now);
            ledger.Append(db, new Caller.Server(), new ScheduledRunHeld(run));
            await EndRunAsync(db, run, now, cancellation);
            return null;
        }

        if (run.Attempts > schedule.Retries)
        {
            await FailAsync(db, run, null, "attempts_exhausted", "No attempt was ever seen to end.", now, cancellation);
            return null;
        }

        run.Take(clearance, now.AddSeconds(schedule.TimeoutSeconds + LeaseSeconds));
        return (run, schedule);
    }

    // As POST /api/v1/runs would: told again it changes nothing.
    private async Task BeginAsync(ScheduledRun run, AgentSchedule schedule, CancellationToken cancellation)
    {
        var agent = new Caller.Agent(run.Agent, run.Environment, default);
        // What a person wrote into the schedule is what the run was asked to do.
        IReadOnlyList<ReadText> goal = schedule.Input.Trim() == "{}" ? [] : [new(ReadingKind.Goal, null, schedule.Input)];
        var outcome = await runs.HandleAsync(new(agent, run.RunName, goal) { Trigger = "schedule " + schedule.Name }, cancellation);
        if (outcome is StartRunOutcome.Started started) await moments.StartedAsync(started.Run, cancellation);
    }

    private async Task<GuardedOutcome> PostAsync(ScheduledRun run, AgentSchedule schedule, CancellationToken cancellation)
    {
        IReadOnlyList<WebhookSecret> signing;
        try
        {
            signing = secrets.SigningFor(await callbacks.EnsureAsync(run.Agent, cancellation), clock.Instant());
        }
        catch (CryptographicException)
        {
            return new GuardedOutcome.Refused(new("secret_unreadable", "The keys that sealed the agent's callback secret are gone. Rotate it."));
        }

        var id = run.Id.ToString();
        var body = BodyOf(run, schedule);
        var signed = WebhookSignature.Sign(id, clock.Instant(), body, signing);
        return await http.SendAsync(new GuardedMessage(HttpMethod.Post, schedule.Url)
        {
            Body = body,
            Timeout = TimeSpan.FromSeconds(schedule.TimeoutSeconds),
            Headers =
            [
                new(WebhookHeaders.IdName, signed.Id!), new(WebhookHeaders.TimestampName, signed.Timestamp!), new(WebhookHeaders.SignatureName, signed.Signature!),
                new("Idempotency-Key", id),
            ],
        }, cancellation);
    }

    private static byte[] BodyOf(ScheduledRun run, AgentSchedule schedule)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", EventType.RunScheduled);
            json.WriteString("timestamp", run.FiredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            json.WriteString("id", run.Id.ToString());
            json.WriteString("schedule", schedule.Name);
            json.WriteString("agent", run.Agent);
            json.WriteString("environment", run.Environment);
            json.WriteString("run_id", run.RunName);
            json.WriteNumber("attempt", run.Attempts);
            if (run.CapUsdNanos is { } cap) json.WriteString("cap_usd", Money.Text(cap));
            json.WritePropertyName("input");
            json.WriteRawValue(schedule.Input);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private async Task<bool> RecordAsync(ConsoleDbContext db, ScheduledRunId id, AgentSchedule schedule, GuardedOutcome came, CancellationToken cancellation)
    {
        var now = clock.Instant();
        if (await db.ScheduledRuns.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { Status: ScheduledRunStatus.Due } run) return false;
        if (came is GuardedOutcome.Answered { HttpStatus: >= 200 and < 300 } taken)
        {
            run.Start(taken.HttpStatus, now);
            ledger.Append(db, new Caller.Server(), new ScheduledRunStarted(run));
            return true;
        }

        var (status, code, why, isFinal, asked) = came switch
        {
            GuardedOutcome.Answered answered => (answered.HttpStatus, string.Create(CultureInfo.InvariantCulture, $"http_{answered.HttpStatus}"),
                string.Create(CultureInfo.InvariantCulture, $"The endpoint answered {answered.HttpStatus}."), !IsPassing(answered.HttpStatus), answered.RetryAfter),
            GuardedOutcome.TimedOut => ((int?)null, "timed_out", string.Create(CultureInfo.InvariantCulture, $"The endpoint did not answer within {schedule.TimeoutSeconds} s."), false, (TimeSpan?)null),
            GuardedOutcome.Unreachable => (null, "unreachable", "The endpoint could not be reached.", false, null),
            GuardedOutcome.Refused refused => (null, refused.Fault.Code, refused.Fault.Message, true, null),
            _ => throw new InvalidOperationException($"{came} is no way in which an exchange ends."),
        };
        var again = isFinal ? null : StartBackoff.After(run.Attempts, schedule.Retries, schedule.BackoffSeconds);
        if (again is { } wait)
        {
            var later = asked is { } longer && longer > wait ? Min(longer, TimeSpan.FromSeconds(ScheduleLimits.BackoffSecondsMax)) : wait;
            run.Miss(status, code, ShortText.Of(why, ScheduleLimits.ReasonLengthMax), now + later, now);
            return true;
        }

        await FailAsync(db, run, status, code, why, now, cancellation);
        return true;
    }

    private async Task FailAsync(ConsoleDbContext db, ScheduledRun run, int? status, string code, string why, DateTimeOffset now, CancellationToken cancellation)
    {
        run.Miss(status, code, ShortText.Of(why, ScheduleLimits.ReasonLengthMax), null, now);
        ledger.Append(db, new Caller.Server(), new ScheduledRunFailed(run));
        await EndRunAsync(db, run, now, cancellation);
    }

    // Nobody works on it: it is not to look as if somebody did.
    private static async Task EndRunAsync(ConsoleDbContext db, ScheduledRun run, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Runs.SingleOrDefaultAsync(row => row.Agent == run.Agent && row.Environment == run.Environment && row.Name == run.RunName, cancellation) is { } begun)
            begun.TryEnd("not_started", null, now);
    }

    private static bool IsPassing(int status) => status is 408 or 425 or 429 or >= 500;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
