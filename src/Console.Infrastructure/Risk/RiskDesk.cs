using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>Scores a proposal by the table in force, from its facts, where its arguments came from, and what went before.</summary>
public sealed class RiskDesk(RiskTableCache tables)
{
    // What an edit of the arguments does not change.
    private static readonly string[] KeptAtEdit = ["denials", "failures", "novelty", "novelty_in_run", "often_rejected"];

    /// <summary>The question with its risk, inside the commit that counts it.</summary>
    internal PolicyQuestion Tell(PolicyQuestion question, Tallies before, LoadedAgent? agent) => Scored(question, SituationOf(question, agent) with
    {
        Run = before.Run?.CallsBefore(question.Contract.Name, question.ArgumentsDigest) ?? RunSoFar.Nothing,
        History = before.Ever.HistoryWith(question.Contract.Name, question.Facts.Currency, question.Facts.Recipient),
    });

    /// <summary>The question about a reviewer's own arguments; what the run and the agent did before counts as it did.</summary>
    /// <param name="was">The arguments before, whose risk and origins the question still carries.</param>
    internal PolicyQuestion TellEdited(PolicyQuestion question, JsonElement was, LoadedAgent? agent)
    {
        // What the reviewer wrote needs no source: a person stands for it.
        var traced = question with { Origins = question.Origins with { Arguments = [.. question.Origins.Arguments.Where(IsUnchanged)] } };
        var scored = Scored(traced, SituationOf(traced, agent));
        var factors = scored.Risk.Factors.Where(factor => !KeptAtEdit.Contains(factor.Name)).Concat(question.Risk.Factors.Where(factor => KeptAtEdit.Contains(factor.Name)))
            .OrderByDescending(factor => factor.Points).ThenBy(factor => factor.Name, StringComparer.Ordinal).ToList();
        return scored with { Risk = new(Math.Min(RiskModel.ScoreMax, factors.Sum(factor => factor.Points)), factors) };

        bool IsUnchanged(ArgumentOrigin argument) =>
            JsonPointer.Find(was, argument.Pointer) is { } before && JsonPointer.Find(question.Arguments, argument.Pointer) is { } now && JsonElement.DeepEquals(before, now);
    }

    /// <summary>The question about made-up arguments, whose origins say that they are.</summary>
    internal PolicyQuestion TellPlanted(PolicyQuestion question, LoadedAgent? agent) => Scored(question, SituationOf(question, agent));

    private RiskSituation SituationOf(PolicyQuestion question, LoadedAgent? agent) => new()
    {
        Facts = question.Facts,
        Digest = question.ArgumentsDigest,
        Origins = question.Origins,
        Form = ArgumentForm.Of(question.Contract, question.Arguments),
        MoneyLimitNanos = MoneyLimit.Of(question.Contract, agent?.EntryOf(question.Contract.Name, question.Environment)?.Entry),
        MarkedPlaces = [.. new[] { question.Contract.Pointers.Recipient, question.Contract.Pointers.Target }.OfType<string>()],
        Table = tables.Current,
    };

    private static PolicyQuestion Scored(PolicyQuestion question, RiskSituation situation) =>
        question with { Risk = RiskModel.Assess(situation), RiskTableVersion = situation.Table.Version };
}
