using AgentConsole.Domain.Risk;

namespace AgentConsole.Web.Risk;

/// <summary>Weights that belong together, in the order in which people read them.</summary>
internal sealed record RiskGroup(string Title, string About, IReadOnlyList<RiskWeight> Weights)
{
    public static IReadOnlyList<RiskGroup> All { get; } =
    [
        new("What the tool does", "By its contract, whatever the arguments are.",
            [RiskWeight.Write, RiskWeight.Irreversible, RiskWeight.Production, RiskWeight.External, RiskWeight.Secrets, RiskWeight.Infrastructure, RiskWeight.PersonalData]),
        new("Where the arguments came from", "By what the run has read before: counted only where the run told its goal, or read what others can write.",
            [RiskWeight.UntrustedName, RiskWeight.UnknownName, RiskWeight.UntrustedText, RiskWeight.UnaskedNumber, RiskWeight.TrustedName, RiskWeight.MarkedPlace,
             RiskWeight.EachUnknown, RiskWeight.UnknownMax, RiskWeight.Unasked, RiskWeight.AskedByResult, RiskWeight.NewInRun]),
        new("Money", "Besides the steps below, which hold for the amount itself.",
            [RiskWeight.MoneyUnknown, RiskWeight.LimitHalf, RiskWeight.LimitNear, RiskWeight.LimitOver, RiskWeight.UnusualMoney]),
        new("What went before", "In the run, and in all that the agent ever proposed in the environment.",
            [RiskWeight.NewForAgent, RiskWeight.NewRecipient, RiskWeight.EachDenial, RiskWeight.DenialsMax, RiskWeight.OftenRejected,
             RiskWeight.EachFailure, RiskWeight.FailuresMax, RiskWeight.Repeat, RiskWeight.Loop]),
        new("The call itself", "What the arguments look like.", [RiskWeight.Incomplete, RiskWeight.EachElement, RiskWeight.ElementsMax]),
        new("The agent's stage", "How far it is trusted.",
            [RiskWeight.StagePropose, RiskWeight.StageReadOnly, RiskWeight.StageStagingWrites, RiskWeight.StageNarrowProductionWrites]),
    ];
}
