using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Policies;

/// <summary>What can be asked of a policy text without writing anything: its check, its backtest, a trial, its shadow, and the shape of what it is asked.</summary>
internal static class PolicyTrialEndpoints
{
    private const int BodyBytesMax = 4 * (PolicyLimits.TextLengthMax + PolicyLimits.TestsBytesMax);
    private const int DaysDefault = 7;

    public static IResult Schema(ContractCache contracts) => TypedResults.Text(PolicyChecker.SchemaOf(contracts.All), "text/plain");

    public static async Task<IResult> CheckAsync(HttpContext context, PolicyChecker checker, ContractCache contracts, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var engine = members.Named<PolicyEngine>("engine") ?? PolicyEngine.Cedar;
            var text = members.Text("text", PolicyLimits.TextLengthMax) ?? "";
            var tests = members.Element("tests", JsonValueKind.Array, isRequired: false);
            if (members.Faults.Count > 0 || engine == PolicyEngine.Console)
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "It cannot be checked.", members.Faults);
            return TypedResults.Ok(ReportView.Of(checker.Check(engine, members.Text("name", PolicyLimits.SetNameLengthMax) ?? "draft", text, tests, contracts.All)));
        }
    }

    public static async Task<IResult> BacktestAsync(HttpContext context, PolicyQuery sets, BacktestQuery backtests, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var name = members.Text("name", PolicyLimits.SetNameLengthMax, isRequired: true);
            var text = members.Text("text", PolicyLimits.TextLengthMax);
            var days = members.Number("days", 1, PolicyLimits.BacktestDaysMax) ?? DaysDefault;
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "It cannot be tested.", members.Faults);
            if (await CandidateAsync(sets, name!, text, cancellation) is not { } candidate) return Problems.NotFound("policy set");
            return await backtests.OfAsync(candidate, days, cancellation) is { } backtest ? TypedResults.Ok(BacktestView.Of(backtest)) : Unreadable(candidate);
        }
    }

    public static async Task<IResult> TryAsync(HttpContext context, PolicyQuery sets, TrialQuery trials, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var name = members.Text("name", PolicyLimits.SetNameLengthMax);
            var text = members.Text("text", PolicyLimits.TextLengthMax);
            var proposal = members.Text("proposal", 100);
            var given = members.Element("given", JsonValueKind.Object, isRequired: false);
            if (members.Faults.Count == 0 && proposal is null == given is null) members.Wrong("given", "and 'proposal' exclude each other, and one of them is needed");
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "It cannot be tried.", members.Faults);

            var candidate = name is null ? null : await CandidateAsync(sets, name, text, cancellation);
            if (name is not null && candidate is null) return Problems.NotFound("policy set");
            if (proposal is null) return Answer(trials.Of(candidate, given!.Value.Clone()), candidate);
            return ProposalId.TryParse(proposal, out var id) ? Answer(await trials.OfAsync(candidate, id, cancellation), candidate) : Problems.NotFound("proposal");
        }
    }

    public static async Task<IResult> ShadowAsync(string name, PolicyQuery sets, ShadowQuery shadows, CancellationToken cancellation) =>
        await sets.FindAsync(name, cancellation) is { Set.DraftVersion: { } number } && await shadows.OfAsync(name, number, cancellation) is { } report
            ? TypedResults.Ok(ShadowView.Of(report))
            : Problems.NotFound("shadow");

    private static async Task<CedarSetText?> CandidateAsync(PolicyQuery sets, string name, string? text, CancellationToken cancellation)
    {
        if (text is not null) return PolicySetName.IsValid(name) ? new(name, 0, text) : null;
        return await sets.FindAsync(name, cancellation) is { } set && (set.Draft ?? set.Live) is { } version && set.Set.Engine == PolicyEngine.Cedar
            ? new(name, version.Number, version.Text)
            : null;
    }

    private static IResult Answer(TrialOutcome outcome, CedarSetText? candidate) => outcome switch
    {
        TrialOutcome.Answered answered => TypedResults.Ok(TrialView.Of(answered)),
        TrialOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The proposal cannot be tried.", malformed.Faults),
        TrialOutcome.NotFound => Problems.NotFound("proposal"),
        TrialOutcome.NotRepeatable => Problems.Of(StatusCodes.Status409Conflict, "not_repeatable", "Its arguments were edited since, or its contract is gone."),
        TrialOutcome.Unreadable when candidate is not null => Unreadable(candidate),
        TrialOutcome.Unreadable => Problems.Of(StatusCodes.Status409Conflict, "not_now", "The published policies cannot be read."),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static ProblemHttpResult Unreadable(CedarSetText candidate) => Problems.Of(
        StatusCodes.Status422UnprocessableEntity, "document_invalid", "The text cannot be read as policies.",
        new Dictionary<string, object?> { ["report"] = new ReportView(false, 0, PolicyChecker.Unreadable(PolicyEngine.Cedar, candidate.Text), [], []) });
}
