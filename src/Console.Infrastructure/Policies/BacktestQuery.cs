using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Asks past proposals again, with the history and the risk they were judged with, as if another text had decided.</summary>
public sealed class BacktestQuery(
    IDbContextFactory<ConsoleDbContext> contexts, PolicyCache cache, ContractCache contracts, PoliciesOptions options, TimeProvider clock) : IDisposable
{
    private const int PageSize = 500;
    private readonly TimeZoneInfo _zone = options.Zone();

    // It takes a processor for a while; another one waits for it instead of taking the next.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Null where the text, with the other live sets beside it, cannot be read as policies.</summary>
    /// <param name="candidate">Stands in its set's place; the other live sets stay as they are.</param>
    public async Task<Backtest?> OfAsync(CedarSetText candidate, int days, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await AskAllAsync(candidate, days, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Backtest?> AskAllAsync(CedarSetText candidate, int days, CancellationToken cancellation)
    {
        if (cache.Current.With(candidate) is not { } rules) return null;
        var from = clock.Instant().AddDays(-Math.Clamp(days, 1, PolicyLimits.BacktestDaysMax));
        var (considered, leftOut, isCut) = (0, 0, false);
        var changed = new List<BacktestChange>();
        var transitions = new Dictionary<(VerdictKind From, VerdictKind To), int>();

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        PageCursor? after = null;
        do
        {
            var page = await PageAsync(db, from, after, cancellation);
            foreach (var row in page.Rows)
            {
                cancellation.ThrowIfCancellationRequested();
                isCut = considered + leftOut == PolicyLimits.BacktestMax;
                if (isCut) break;
                if (Ask(rules, row) is not { } answer)
                {
                    leftOut++;
                    continue;
                }

                considered++;
                Compare(row, answer);
            }

            after = page.Next;
        }
        while (after is not null && !isCut);

        return new(days, considered, leftOut, isCut,
            [.. transitions.Select(one => new BacktestTransition(one.Key.From, one.Key.To, one.Value)).OrderByDescending(one => one.Count).ThenBy(one => one.From).ThenBy(one => one.To)],
            changed);

        void Compare(Row row, PolicyAnswer answer)
        {
            var was = row.Evaluation;
            if (new PolicyOutcome(was.Kind, was.Clauses) == PolicyOutcome.Of(answer)) return;
            transitions[(was.Kind, answer.Kind)] = transitions.GetValueOrDefault((was.Kind, answer.Kind)) + 1;
            if (changed.Count < PolicyLimits.BacktestListMax)
                changed.Add(new(was.ProposalId, was.At, was.Agent, was.Tool, row.Sentence, was.Kind, was.Rule, was.Clauses, answer));
        }
    }

    // Engines elsewhere keep their own word; what is asked again is what was answered here.
    private static async Task<Page<Row>> PageAsync(ConsoleDbContext db, DateTimeOffset from, PageCursor? after, CancellationToken cancellation)
    {
        var rows = db.PolicyEvaluations.AsNoTracking()
            .Where(row => row.At >= from && row.Moment == EvaluationMoment.Intake && (row.Engine == PolicyEngine.Cedar || row.Engine == PolicyEngine.Console));
        if (after is { } cursor) rows = rows.Where(row => row.At <= cursor.At);
        var read = await rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Skip(after?.Seen ?? 0).Take(PageSize + 1)
            .Join(db.Proposals, evaluation => evaluation.ProposalId, proposal => proposal.Id,
                (evaluation, proposal) => new Row(evaluation, proposal.Arguments, proposal.Digest, proposal.Sentence))
            .ToListAsync(cancellation);
        // A join promises no order; within one instant any order will do, since the page counts how many of it were seen.
        return Page.Of([.. read.OrderByDescending(row => row.Evaluation.At)], PageSize, row => row.Evaluation.At, after);
    }

    private PolicyAnswer? Ask(CedarRules rules, Row row)
    {
        var was = row.Evaluation;
        if (row.Digest != was.ArgumentsDigest || contracts.Find(was.Tool, was.ContractVersion) is not { } contract || QuestionInputs.Read(was.Inputs) is not { } inputs) return null;
        using var arguments = JsonDocument.Parse(row.Arguments);
        return CedarJudge.Judge(rules, inputs.Question(contract, arguments.RootElement, row.Digest, was.Agent, was.Environment), _zone).Answer;
    }

    private sealed record Row(PolicyEvaluation Evaluation, string Arguments, string Digest, string Sentence);
}
