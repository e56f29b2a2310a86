using AgentConsole.Cedar;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Values;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;

namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>A question in Cedar's words, whole but for the approvals, about which it is asked several times. <see cref="CedarSchemaText"/> says its shape.</summary>
internal sealed class CedarSituation
{
    private const decimal NanosPerUnit = 1_000_000_000m;
    private const long NanosPerDecimalUnit = 100_000;

    private readonly EntityUid _principal;
    private readonly EntityUid _action;
    private readonly EntityUid _resource;
    private readonly List<KeyValuePair<string, CedarValue>> _context;

    private CedarSituation(PolicyQuestion question, TimeZoneInfo zone)
    {
        _principal = new(CedarNames.Agent, question.Agent);
        _action = CedarNames.ActionOf(question.Contract.Name);
        var place = new EntityUid(CedarNames.Environment, question.Environment);
        _resource = question.Facts.Target is { } target ? new(CedarNames.Target, target) : place;
        Entities = EntityStore.Of(EntitiesOf(question, place));
        _context = ContextOf(question, zone);
    }

    public EntityStore Entities { get; }

    /// <exception cref="NotRepresentableException">An argument or the amount has no exact Cedar form.</exception>
    public static CedarSituation Of(PolicyQuestion question, TimeZoneInfo zone) => new(question, zone);

    public CedarQuery With(GivenApprovals approvals) => new(_principal, _action, _resource, CedarRecord.Of([
        .. _context,
        new("approvals", CedarValue.Long(approvals.Count)),
        new("approver_roles", CedarValue.Set(approvals.Roles.Select(role => CedarValue.String(WireName.Of(role))))),
    ]));

    private IEnumerable<CedarEntity> EntitiesOf(PolicyQuestion question, EntityUid place)
    {
        yield return new(_principal, AgentOf(question), [.. GroupsOf(question)]);
        yield return new(_action, CedarRecord.Empty, CedarNames.GroupOf(question.Contract.SideEffect));
        yield return new(place, PlaceOf(question.Environment, question.Environment));
        if (_resource.Type == CedarNames.Target) yield return new(_resource, PlaceOf(_resource.Id, question.Environment), place);
    }

    private static CedarRecord AgentOf(PolicyQuestion question)
    {
        var members = new List<KeyValuePair<string, CedarValue>>
        {
            new("name", CedarValue.String(question.Agent)),
            new("stage", CedarValue.String(WireName.Of(question.Stage))),
            new("stage_level", CedarValue.Long((long)question.Stage)),
        };
        if (question.Dri is { } dri) members.Add(new("dri", CedarValue.String(dri)));
        return CedarRecord.Of(members);
    }

    private static IEnumerable<EntityUid> GroupsOf(PolicyQuestion question)
    {
        yield return new(CedarNames.Stage, WireName.Of(question.Stage));
        var owners = question.Owners;
        foreach (var owner in new[] { question.Dri, owners.Security, owners.Sre, owners.Product, owners.Engineering }.OfType<string>().Distinct())
            yield return new(CedarNames.Owner, owner);
    }

    private static CedarRecord PlaceOf(string id, string environment) =>
        CedarRecord.Of(("id", CedarValue.String(id)), ("environment", CedarValue.String(environment)));

    private static List<KeyValuePair<string, CedarValue>> ContextOf(PolicyQuestion question, TimeZoneInfo zone)
    {
        var (facts, contract) = (question.Facts, question.Contract);
        // Cut or absent, it would be a way around every rule about it.
        if (facts.IsPartlyUnread) throw new NotRepresentableException("", "a recipient or target is too long, or a currency is none, so that no rule could judge it");
        var args = CedarValue.Record(ArgumentReader.Read(question.Arguments, question.Shape));
        var context = new List<KeyValuePair<string, CedarValue>>
        {
            new("args", args),
            // The name that policies for Amazon Bedrock AgentCore use.
            new("input", args),
            new("environment", CedarValue.String(question.Environment)),
            new("side_effect", CedarValue.String(WireName.Of(contract.SideEffect))),
            new("sensitivity", Names(contract.Sensitivity)),
            new("risk", CedarValue.Record(
                ("score", CedarValue.Long(question.Risk.Score)),
                ("band", CedarValue.String(WireName.Of(RiskModel.Band(question.Risk.Score)))),
                ("factors", CedarValue.Set(question.Risk.Factors.Select(factor => CedarValue.String(factor.Name)))))),
            new("provenance", ProvenanceOf(question)),
            new("run", HistoryOf(question.Run, question, question.RunId)),
            new("today", HistoryOf(question.Today, question, null)),
            new("now", CedarValue.DateTime(question.At)),
            new("time", TimeOf(TimeZoneInfo.ConvertTime(question.At, zone), zone)),
        };
        if (MoneyOf(question) is { } money) context.Add(new("money", money));
        if (facts.Currency is { } currency) context.Add(new("currency", CedarValue.String(currency)));
        if (facts.Recipient is { } recipient) context.Add(new("recipient", CedarValue.String(recipient)));
        if (facts.Target is { } target) context.Add(new("target", CedarValue.String(target)));
        return context;
    }

    private static CedarValue? MoneyOf(PolicyQuestion question)
    {
        var pointer = question.Contract.Pointers.Money;
        if (question.Facts.MoneyNanos is { } nanos)
            return ArgumentReader.DecimalOf(nanos / NanosPerUnit) ?? throw new NotRepresentableException(pointer ?? "", "a policy reads amounts with at most four fraction digits");
        if (pointer is null || JsonPointer.Find(question.Arguments, pointer) is not { } value || value.ValueKind == System.Text.Json.JsonValueKind.Null) return null;
        // Absent would be a way around every rule that first asks whether there is an amount.
        throw new NotRepresentableException(pointer, "the amount cannot be read");
    }

    private static CedarValue ProvenanceOf(PolicyQuestion question)
    {
        var (names, pointers) = (ProvenanceNames.Of(question), question.Contract.Pointers);
        var members = new List<KeyValuePair<string, CedarValue>>
        {
            new("request", Texts(names.With(Origin.Request))),
            new("trusted", Texts(names.With(Origin.TrustedResult))),
            new("untrusted", Texts(names.With(Origin.UntrustedResult))),
            new("nowhere", Texts(names.With(Origin.Nowhere))),
            new("has_request", CedarValue.Bool(question.Origins.HasRequest)),
            new("read_untrusted", CedarValue.Bool(question.Origins.HasReadUntrusted)),
        };
        foreach (var (name, pointer) in ((string, string?)[])[("money", pointers.Money), ("recipient", pointers.Recipient), ("target", pointers.Target)])
            if (names.At(pointer) is { } origin) members.Add(new(name, CedarValue.String(CedarNames.OriginOf(origin))));
        return CedarValue.Record(members);
    }

    private static CedarValue Texts(IEnumerable<string> texts) => CedarValue.Set(texts.Select(CedarValue.String));

    private static CedarValue HistoryOf(ProposalHistory history, PolicyQuestion question, string? run)
    {
        var members = new List<KeyValuePair<string, CedarValue>>
        {
            new("proposals", CedarValue.Long(history.Proposals)),
            new("denied", CedarValue.Long(history.Denied)),
            new("released", CedarValue.Long(history.Released)),
            new("of_tool", CedarValue.Long(history.OfTool)),
            new("data_read", Names(history.DataRead)),
            new("read_untrusted", CedarValue.Bool(history.HasReadUntrusted)),
            new("total", TotalOf(history.MoneyNanos, question.Facts.MoneyNanos)),
            new("tool_total", TotalOf(history.ToolMoneyNanos, question.Facts.MoneyNanos)),
        };
        if (run is not null) members.Add(new("id", CedarValue.String(run)));
        return CedarValue.Record(members);
    }

    // With this proposal in it, for Cedar's decimals cannot be added; a part of a ten-thousandth counts as a whole one.
    private static CedarValue TotalOf(long before, long? own)
    {
        var sum = before + Math.Abs((decimal)(own ?? 0));
        return CedarValue.DecimalUnits((long)Math.Min(decimal.Ceiling(sum / NanosPerDecimalUnit), long.MaxValue));
    }

    private static CedarValue TimeOf(DateTimeOffset local, TimeZoneInfo zone) => CedarValue.Record(
        ("zone", CedarValue.String(zone.Id)),
        ("date", CedarValue.String(local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
        ("hour", CedarValue.Long(local.Hour)),
        ("minute", CedarValue.Long(local.Minute)),
        ("weekday", CedarValue.Long(local.DayOfWeek == DayOfWeek.Sunday ? 7 : (long)local.DayOfWeek)));

    private static CedarValue Names<T>(IEnumerable<T> values) where T : struct, Enum =>
        CedarValue.Set(values.Select(value => CedarValue.String(WireName.Of(value))));
}
