using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>
/// Gathers what is known of a failure: traces, decision log, tool history, the change in digests, spend, approvals, stops and ledger. Arguments
/// are kept as traces keep them, people stand there by id, and every part has its room.
/// </summary>
public sealed class BundleMaker
{
    private readonly IDbContextFactory<ConsoleDbContext> _contexts;
    private readonly RunsQuery _traces;
    private readonly TraceSecrets _secrets;
    private readonly ContractCache _contracts;
    private readonly TimeProvider _clock;

    internal BundleMaker(IDbContextFactory<ConsoleDbContext> contexts, RunsQuery traces, TraceSecrets secrets, ContractCache contracts, TimeProvider clock) =>
        (_contexts, _traces, _secrets, _contracts, _clock) = (contexts, traces, secrets, contracts, clock);

    internal async Task<MadeBundle> MakeAsync(IncidentId incident, int number, FoundSubject found, CancellationToken cancellation)
    {
        var now = _clock.Instant();
        var read = found.Run is { } run ? await _traces.ReadAsync(run, cancellation) : RunEvents.None;
        var events = read.Events;
        var story = found.Run is null ? null : RunStory.Of(read, found.Run.Totals, found.Run.EndWord, now);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var proposals = await ProposalsAsync(db, found, cancellation);
        var ids = proposals.Select(proposal => proposal.Id).ToList();
        // What is still being voted on stays untold: a report must not show the second reviewer what the first one said.
        var told = proposals.Where(proposal => !proposal.IsPending).Select(proposal => proposal.Id).ToList();
        BundleSection[] sections =
        [
            ToolHistory(events),
            await PolicyLogAsync(db, ids, cancellation),
            await ChangesAsync(proposals, cancellation),
            await ApprovalsAsync(db, told, cancellation),
            await ReservationsAsync(db, found, ids, cancellation),
            await StopsAsync(db, found, cancellation),
            await EntriesAsync(db, found, proposals, cancellation),
        ];

        var head = await db.LedgerHeads.AsNoTracking().SingleAsync(cancellation);
        var isCut = sections.Any(section => section.IsCut) || found.Run is { } whole && whole.Events > events.Count;
        var bundle = Clean(new()
        {
            ["format"] = "agentconsole.incident-bundle/1",
            ["incident"] = incident.ToString(),
            ["number"] = number,
            ["made_at"] = Moment(now),
            ["agent"] = found.Agent,
            ["environment"] = found.Environment,
            ["run"] = found.Run is { } known ? RunOf(known) : found.RunName is { } name ? new JsonObject { ["name"] = name } : null,
            ["story"] = story is null ? null : StoryOf(story),
            ["trace_ids"] = new JsonArray([.. events.Select(one => one.TraceId).OfType<string>().Distinct().Take(IncidentLimits.BundleTraceIdsMax).Select(id => JsonValue.Create(id))]),
            ["ledger_head"] = new JsonObject { ["seq"] = head.Seq, ["hash"] = Base64Url.EncodeToString(head.Hash) },
            ["counts"] = new JsonObject([.. sections.Select(section => KeyValuePair.Create<string, JsonNode?>(section.Name, new JsonObject { ["kept"] = section.Kept, ["of"] = section.Of }))]),
            ["is_cut"] = isCut,
        });
        foreach (var section in sections) bundle[section.Name] = section.Take();
        var canonical = CanonicalJson.Bytes(JsonElement.Parse(bundle.ToJsonString()));
        return new(Encoding.UTF8.GetString(canonical), Digest.OfBytes(canonical), isCut, story);
    }

    private static async Task<List<Proposal>> ProposalsAsync(ConsoleDbContext db, FoundSubject found, CancellationToken cancellation)
    {
        var proposals = found.RunName is { } run
            ? await db.Proposals.AsNoTracking().Where(row => row.RunId == run && row.Agent == found.Agent && row.Environment == found.Environment)
                .OrderByDescending(row => row.SubmittedAt).ThenByDescending(row => row.Id).Take(IncidentLimits.BundleProposalsMax + 1).ToListAsync(cancellation)
            : [];
        if (found.Proposal is { } own && proposals.TrueForAll(row => row.Id != own.Id)) proposals.Insert(0, own);
        return proposals;
    }

    private static BundleSection ToolHistory(IReadOnlyList<TraceEvent> events)
    {
        var section = new BundleSection("tool_calls");
        var calls = events.Index().Where(one => one.Item.Kind == TraceKind.ToolCall).ToList();
        foreach (var (at, call) in calls.Take(IncidentLimits.BundleToolCallsMax))
            section.Add(Clean(new()
            {
                ["step"] = at + 1,
                ["at"] = Moment(call.At),
                ["tool"] = call.Tool,
                ["tool_call_id"] = call.ToolCallId,
                ["proposal"] = call.Proposal,
                ["outcome"] = WireName.Of(call.Outcome),
                ["error_type"] = call.ErrorType,
                ["error"] = call.Error is { } error ? ShortText.Of(error, IncidentLimits.BundleErrorLengthMax) : null,
                ["latency_ms"] = call.LatencyMs,
                ["cost_usd"] = call.CostNanos is { } nanos ? Money.Text(nanos) : null,
                ["call_hash"] = call.CallHash,
                ["args"] = ArgumentsIn(call.Detail),
                ["trace_id"] = call.TraceId,
            }));
        section.CountUnread(calls.Count - IncidentLimits.BundleToolCallsMax);
        return section;
    }

    private static async Task<BundleSection> PolicyLogAsync(ConsoleDbContext db, List<ProposalId> ids, CancellationToken cancellation)
    {
        var section = new BundleSection("policy_log");
        var rows = db.PolicyEvaluations.AsNoTracking().Where(row => ids.Contains(row.ProposalId));
        foreach (var row in await rows.OrderBy(row => row.At).ThenBy(row => row.Id).Take(IncidentLimits.BundleEvaluationsMax).ToListAsync(cancellation))
            section.Add(Clean(new()
            {
                ["id"] = row.Id.ToString(),
                ["proposal"] = row.ProposalId.ToString(),
                ["at"] = Moment(row.At),
                ["moment"] = WireName.Of(row.Moment),
                ["tool"] = row.Tool,
                ["engine"] = WireName.Of(row.Engine),
                ["verdict"] = WireName.Of(row.Kind),
                ["rule"] = row.Rule,
                ["set"] = row.SetName,
                ["revision"] = row.Revision,
                ["code"] = row.Code,
                ["reason"] = row.Reason,
                ["determining"] = Lines(row.Determining),
                ["errors"] = Lines(row.Errors),
                ["asked"] = row.Asked,
                ["inputs_digest"] = row.InputsDigest,
                ["args_digest"] = row.ArgumentsDigest,
                ["contract_version"] = row.ContractVersion,
            }));
        section.CountUnread(await rows.CountAsync(cancellation) - IncidentLimits.BundleEvaluationsMax);
        return section;
    }

    private async Task<BundleSection> ChangesAsync(List<Proposal> proposals, CancellationToken cancellation)
    {
        var section = new BundleSection("proposals");
        foreach (var one in proposals.Take(IncidentLimits.BundleProposalsMax).OrderBy(row => row.SubmittedAt))
        {
            var detail = new TraceDetail(await _secrets.OfAsync(one.Agent, one.Environment, cancellation));
            using var arguments = JsonDocument.Parse(one.Arguments);
            section.Add(Clean(new()
            {
                ["id"] = one.Id.ToString(),
                ["tool"] = one.Tool,
                ["contract_version"] = one.ContractVersion,
                ["submitted_at"] = Moment(one.SubmittedAt),
                ["decided_at"] = one.DecidedAt is { } decided ? Moment(decided) : null,
                ["state"] = WireName.Of(one.Status),
                ["verdict"] = WireName.Of(one.Verdict),
                ["rule"] = one.Rule,
                ["policies"] = one.PoliciesAsked,
                ["denial"] = one.DenialCode,
                ["risk"] = one.RiskScore,
                ["digest"] = one.Digest,
                ["edited"] = one.IsEdited ? true : null,
                ["args"] = ArgumentsIn(detail.Of(new() { At = one.SubmittedAt, Kind = TraceKind.ToolCall, Arguments = arguments.RootElement }, _contracts.Find(one.Tool, one.ContractVersion)?.Contract)),
                ["before_digest"] = DigestOf(one.Snapshot),
                ["before_at"] = one.SnapshotAt is { } seen ? Moment(seen) : null,
                ["claimed_before_digest"] = DigestOf(one.ClaimedBefore),
                ["claimed_after_digest"] = DigestOf(one.ClaimedAfter),
                ["result_digest"] = DigestOf(one.Result),
            }));
        }

        section.CountUnread(proposals.Count - IncidentLimits.BundleProposalsMax);
        return section;
    }

    private static async Task<BundleSection> ApprovalsAsync(ConsoleDbContext db, List<ProposalId> ids, CancellationToken cancellation)
    {
        var section = new BundleSection("approvals");
        var rows = db.Decisions.AsNoTracking().Where(row => ids.Contains(row.ProposalId));
        foreach (var row in await rows.OrderBy(row => row.At).ThenBy(row => row.Id).Take(IncidentLimits.BundleDecisionsMax).ToListAsync(cancellation))
            section.Add(Clean(new()
            {
                ["proposal"] = row.ProposalId.ToString(),
                ["person"] = row.PersonId.ToString(),
                ["decision"] = WireName.Of(row.Kind),
                ["reason_code"] = row.Reason is { } reason ? WireName.Of<ReasonCode>(reason) : null,
                ["roles"] = row.Roles,
                ["method"] = row.Method,
                ["round"] = row.Round,
                ["at"] = Moment(row.At),
                ["seconds_open"] = row.SecondsOpen,
                ["digest"] = row.Digest,
            }));
        section.CountUnread(await rows.CountAsync(cancellation) - IncidentLimits.BundleDecisionsMax);
        return section;
    }

    private static async Task<BundleSection> ReservationsAsync(ConsoleDbContext db, FoundSubject found, List<ProposalId> ids, CancellationToken cancellation)
    {
        var section = new BundleSection("spend");
        var rows = db.SpendReservations.AsNoTracking().Where(row => row.Agent == found.Agent
            && ((row.ProposalId != null && ids.Contains(row.ProposalId.Value)) || (found.RunName != null && row.RunName == found.RunName && row.Environment == found.Environment)));
        foreach (var row in await rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(IncidentLimits.BundleReservationsMax).ToListAsync(cancellation))
            section.Add(Clean(new()
            {
                ["id"] = row.Id.ToString(),
                ["proposal"] = row.ProposalId?.ToString(),
                ["model"] = row.Model,
                ["state"] = WireName.Of(row.Status),
                ["reserved_usd"] = Money.Text(row.ReservedNanos),
                ["settled_usd"] = row.SettledNanos is { } nanos ? Money.Text(nanos) : null,
                ["overran"] = row.IsOverrun ? true : null,
                ["at"] = Moment(row.CreatedAt),
            }));
        section.CountUnread(await rows.CountAsync(cancellation) - IncidentLimits.BundleReservationsMax);
        return section;
    }

    // Stops that were in force at any time from the run's beginning on.
    private static async Task<BundleSection> StopsAsync(ConsoleDbContext db, FoundSubject found, CancellationToken cancellation)
    {
        var section = new BundleSection("stops");
        var since = found.Run?.StartedAt ?? found.Proposal?.SubmittedAt;
        var rows = db.StopOrders.AsNoTracking().Where(row => row.Scope == StopScope.Everything || (row.Scope == StopScope.Agent && row.Name == found.Agent))
            .Where(row => row.LiftedAt == null || since == null || row.LiftedAt >= since);
        foreach (var row in await rows.OrderByDescending(row => row.OrderedAt).Take(IncidentLimits.BundleStopsMax).ToListAsync(cancellation))
            section.Add(Clean(new()
            {
                ["scope"] = WireName.Of(row.Scope),
                ["name"] = row.Name.Length == 0 ? null : row.Name,
                ["ordered_by"] = row.OrderedBy,
                ["ordered_at"] = Moment(row.OrderedAt),
                ["lifted_by"] = row.LiftedBy,
                ["lifted_at"] = row.LiftedAt is { } lifted ? Moment(lifted) : null,
            }));
        section.CountUnread(await rows.CountAsync(cancellation) - IncidentLimits.BundleStopsMax);
        return section;
    }

    private static async Task<BundleSection> EntriesAsync(ConsoleDbContext db, FoundSubject found, List<Proposal> proposals, CancellationToken cancellation)
    {
        var section = new BundleSection("ledger");
        // Of what waits only that it came in: who reads it or voted, and whether it is a real one, shows nowhere else either.
        var waiting = proposals.Where(proposal => proposal.IsPending).ToList();
        foreach (var one in waiting) section.Add(new() { ["subject"] = "proposal:" + one.Id, ["at"] = Moment(one.SubmittedAt), ["kind"] = "proposal_submitted" });
        List<string> subjects = [.. proposals.Except(waiting).Select(proposal => "proposal:" + proposal.Id), StopTarget.Agent(found.Agent).Subject, StopTarget.Everything.Subject];
        var rows = db.LedgerEntries.AsNoTracking().Where(row => subjects.Contains(row.Subject));
        foreach (var row in await rows.OrderByDescending(row => row.Seq).Take(IncidentLimits.BundleEntriesMax).ToListAsync(cancellation))
            section.Add(new()
            {
                ["seq"] = row.Seq,
                ["at"] = Moment(row.At),
                ["kind"] = row.Kind,
                ["actor"] = row.Actor,
                ["subject"] = row.Subject,
                ["hash"] = Base64Url.EncodeToString(row.Hash),
            });
        section.CountUnread(await rows.CountAsync(cancellation) - IncidentLimits.BundleEntriesMax);
        return section;
    }

    private static JsonObject RunOf(RunFigures run) => Clean(new()
    {
        ["name"] = run.Name,
        ["workflow"] = run.Workflow,
        ["trigger"] = run.Trigger,
        ["agent_version"] = run.AgentVersion,
        ["model"] = run.Model,
        ["state"] = WireName.Of(run.State),
        ["outcome"] = run.EndWord,
        ["started_at"] = Moment(run.StartedAt),
        ["last_at"] = Moment(run.LastAt),
        ["ended_at"] = run.EndedAt is { } ended ? Moment(ended) : null,
        ["events"] = run.Events,
        ["model_calls"] = run.ModelCalls,
        ["tool_calls"] = run.ToolCalls,
        ["errors"] = run.Errors,
        ["denials"] = run.Denials,
        ["input_tokens"] = run.InputTokens,
        ["output_tokens"] = run.OutputTokens,
        ["cost_usd"] = Money.Text(run.CostNanos),
        ["unpriced_calls"] = run.Unpriced,
        ["waited_ms"] = run.WaitedMs,
        ["fault_domain"] = run.Fault is { } fault ? WireName.Of(fault) : null,
    });

    private static JsonObject StoryOf(RunStory story) => Clean(new()
    {
        ["lines"] = new JsonArray([.. story.Lines.Select(line => JsonValue.Create(line.Whole))]),
        ["first_wrong_step"] = story.FirstWrong?.Step,
        ["last_good_step"] = story.LastGood?.Step,
        ["fault_domain"] = story.Fault is { } fault ? WireName.Of(fault) : null,
        ["repeated"] = new JsonArray([.. story.Repeated.Select(call => new JsonObject { ["tool"] = call.Tool, ["times"] = call.Times })]),
        ["is_running"] = story.IsRunning,
    });

    private static JsonNode? ArgumentsIn(string? detail)
    {
        if (detail is null) return null;
        using var json = JsonDocument.Parse(detail);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("args", out var arguments) ? Quoted(arguments) : null;
    }

    // What has no single form, or lies too deep to be put inside another value, is quoted as the text that it is.
    private static JsonNode? Quoted(JsonElement value)
    {
        try
        {
            return IsDeeper(value, IncidentLimits.BundleDepthMax) ? JsonValue.Create(value.GetRawText()) : JsonNode.Parse(CanonicalJson.Bytes(value));
        }
        catch (NotCanonicalException)
        {
            return JsonValue.Create(value.GetRawText());
        }
    }

    private static bool IsDeeper(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Object => depth == 0 || value.EnumerateObject().Any(member => IsDeeper(member.Value, depth - 1)),
        JsonValueKind.Array => depth == 0 || value.EnumerateArray().Any(entry => IsDeeper(entry, depth - 1)),
        _ => false,
    };

    private static string? DigestOf(string? text) => text is null ? null : Digest.OfBytes(Encoding.UTF8.GetBytes(text));

    private static JsonArray? Lines(string? text) =>
        text is null ? null : new([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonValue.Create(line))]);

    // What is not known is left out.
    private static JsonObject Clean(JsonObject row)
    {
        foreach (var name in row.Where(member => member.Value is null).Select(member => member.Key).ToList()) row.Remove(name);
        return row;
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
