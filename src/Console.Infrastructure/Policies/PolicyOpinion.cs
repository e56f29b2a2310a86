using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What all engines say of one question, live and shadowed.</summary>
internal sealed record PolicyOpinion(PolicyQuestion Question, IReadOnlyList<EngineRuling> Rulings, IReadOnlyList<(LoadedShadow Shadow, EngineRuling Ruling)> Shadows)
{
    /// <summary>Nobody was asked, because the answer was known without.</summary>
    public static PolicyOpinion Unasked(PolicyQuestion question) => new(question, [], []);

    public IReadOnlyList<PolicyAnswer> Answers => [.. Rulings.Select(ruling => ruling.Answer)];

    public string? Asked => string.Join(", ", Rulings.Select(ruling => ruling.Asked).OfType<string>()) is { Length: > 0 } asked
        ? ShortText.Of(asked, PolicyLimits.AskedLengthMax)
        : null;

    /// <summary>Writes it into the decision log, in the transaction of what it decides.</summary>
    public void Record(ConsoleDbContext db, Proposal proposal, EvaluationMoment moment)
    {
        if (Rulings.Count == 0) return;
        var inputs = QuestionInputs.Of(Question).Text();
        var digest = QuestionInputs.DigestOf(inputs, Question.ArgumentsDigest);
        foreach (var ruling in Rulings) db.PolicyEvaluations.Add(RowOf(ruling, proposal, moment, inputs, digest));
        foreach (var (shadow, ruling) in Shadows)
            if (Against(ruling) is { } live) db.ShadowDifferences.Add(DifferenceOf(shadow, ruling, live, proposal));
    }

    // Compared is what Cedar, or in its absence the console, said: the shadow stands for these, not for engines elsewhere.
    private PolicyAnswer? Against(EngineRuling shadow)
    {
        var live = Rulings.First(ruling => ruling.Answer.Source?.Engine != PolicyEngine.Opa).Answer;
        return PolicyOutcome.Of(live) == PolicyOutcome.Of(shadow.Answer) ? null : live;
    }

    private PolicyEvaluation RowOf(EngineRuling ruling, Proposal proposal, EvaluationMoment moment, string inputs, string digest) => new()
    {
        Id = EvaluationId.New(Question.At),
        ProposalId = proposal.Id,
        Moment = moment,
        At = Question.At,
        Agent = Question.Agent,
        Tool = Question.Contract.Name,
        Environment = Question.Environment,
        Engine = ruling.Answer.Source?.Engine ?? PolicyEngine.Console,
        Kind = ruling.Answer.Kind,
        Rule = ShortText.Of(ruling.Answer.Rule, PolicyLimits.RuleLengthMax),
        SetName = ruling.Answer.Source?.Set,
        Revision = ruling.Answer.Source?.Revision,
        Code = ruling.Answer.Code,
        Reason = ShortText.Of(ruling.Answer.Reason, PolicyLimits.EvaluationReasonLengthMax),
        Clauses = ApprovalClause.TextOf(ruling.Answer.Clauses),
        Determining = string.Join('\n', ruling.Determining),
        Errors = ruling.Errors.Count == 0 ? null : string.Join('\n', ruling.Errors),
        Asked = ruling.Asked is { } asked ? ShortText.Of(asked, PolicyLimits.AskedLengthMax) : null,
        Inputs = inputs,
        InputsDigest = digest,
        ArgumentsDigest = Question.ArgumentsDigest,
        ContractVersion = Question.Contract.Version,
        OutsideId = ruling.OutsideId,
        Microseconds = (long)ruling.Took.TotalMicroseconds,
    };

    private ShadowDifference DifferenceOf(LoadedShadow shadow, EngineRuling ruling, PolicyAnswer live, Proposal proposal) => new()
    {
        SetName = shadow.Set,
        Number = shadow.Number,
        ProposalId = proposal.Id,
        At = Question.At,
        Agent = Question.Agent,
        Tool = Question.Contract.Name,
        LiveKind = live.Kind,
        LiveRule = ShortText.Of(live.Rule, PolicyLimits.RuleLengthMax),
        LiveClauses = ApprovalClause.TextOf(live.Clauses),
        Kind = ruling.Answer.Kind,
        Rule = ShortText.Of(ruling.Answer.Rule, PolicyLimits.RuleLengthMax),
        Clauses = ApprovalClause.TextOf(ruling.Answer.Clauses),
    };
}
