using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Policies.Opa;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Asks every engine and every published policy set. With none published, whatever the manifest allows goes to a person.</summary>
public sealed partial class PolicyDesk(PolicyCache cache, OpaEngine opa, TimeProvider clock, PoliciesOptions options, ILogger<PolicyDesk> logger)
{
    public const string NoPolicySet = "no_policy_set";
    private const string Unreadable = "policies_unreadable";

    private readonly TimeZoneInfo _zone = options.Zone();

    // Compiled per instance: a compiled query belongs to one provider's model.
    private readonly Func<ConsoleDbContext, Task<long>> _revision = EF.CompileAsyncQuery((ConsoleDbContext db) => db.PolicySets.Sum(set => (long)set.Revision));

    /// <summary>Whether an engine across the network is asked too.</summary>
    internal bool AsksOutside => opa.IsAsked;

    /// <summary>Asks engines across the network, before any transaction; none where none is configured.</summary>
    internal async Task<IReadOnlyList<EngineRuling>> AskOutsideAsync(PolicyQuestion question, CancellationToken cancellation) =>
        opa.IsAsked ? [await opa.AskAsync(question, cancellation)] : [];

    /// <summary>Asks in process, inside the commit that the answer decides, with a history and with policies that nobody else can change meanwhile.</summary>
    /// <param name="outside">What engines elsewhere said before the transaction.</param>
    internal async Task<PolicyOpinion> JudgeAsync(
        ConsoleDbContext db, PolicyQuestion question, IReadOnlyList<EngineRuling> outside, CancellationToken cancellation)
    {
        var policies = await InForceAsync(db, cancellation);
        var rulings = new List<EngineRuling>(outside);
        if (policies.Bundle.Count > 0 && outside.Count == 0) rulings.Add(new(Unheard, [], []));
        if (policies.IsBroken) rulings.Add(new(Broken, [], []));
        else if (policies.Rules is { } rules) rulings.Add(Timed(rules, question));
        else if (rulings.Count == 0) rulings.Add(new(Nobody, [], []));

        var shadows = policies.Shadows.Where(_ => outside.Count == 0 || policies.IsCedarPublished)
            .Select(shadow => (shadow, CedarJudge.Judge(shadow.Rules, question, _zone))).ToList();
        foreach (var ruling in rulings.Where(ruling => ruling.Answer.Code == PolicyAnswer.PolicyError))
            LogError(ruling.Answer.Source?.Set, ruling.Answer.Rule, question.Contract.Name);
        return new(question, rulings, shadows);
    }

    /// <summary>What these rules would say; without any, what is said where no set is published.</summary>
    internal EngineRuling Try(CedarRules? rules, PolicyQuestion question) => rules is null ? new(Nobody, [], []) : Timed(rules, question);

    private static PolicyAnswer Nobody =>
        PolicyAnswer.Review(NoPolicySet, "No policy set is published, so a person decides.", 1, Role.Reviewer);

    private static PolicyAnswer Unheard =>
        PolicyAnswer.Deny("opa_not_asked", PolicyAnswer.PolicyUnavailable, "Rego is published, and no OPA is asked what it says.", isRetryable: true) with { Source = new(PolicyEngine.Opa, null, null) };

    private static PolicyAnswer Broken =>
        PolicyAnswer.Deny(Unreadable, PolicyAnswer.PolicyError, "The published policies cannot be read, so nothing is allowed.") with { Source = new(PolicyEngine.Cedar, null, null) };

    private EngineRuling Timed(CedarRules rules, PolicyQuestion question)
    {
        var started = clock.GetTimestamp();
        var ruling = CedarJudge.Judge(rules, question, _zone);
        return ruling with { Took = clock.GetElapsedTime(started), Asked = rules.Asked };
    }

    // The rows inside this transaction are the truth; what is read for this one answer is kept by nobody, since it may yet be rolled back.
    private async Task<LoadedPolicies> InForceAsync(ConsoleDbContext db, CancellationToken cancellation)
    {
        var held = cache.Current;
        return await _revision(db).WaitAsync(cancellation) == held.Revision ? held : await LoadedPolicies.ReadAsync(db, withShadows: false, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rule {Rule} of {Set} could not be evaluated for {Tool}, so it was denied; the decision log says why.")]
    private partial void LogError(string? set, string rule, string tool);
}
