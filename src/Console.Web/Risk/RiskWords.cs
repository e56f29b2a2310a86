using AgentConsole.Domain;
using AgentConsole.Domain.Risk;

namespace AgentConsole.Web.Risk;

/// <summary>What each weight of the risk table is for, in the words of people.</summary>
internal static class RiskWords
{
    public static string NameOf(RiskWeight weight)
    {
        var words = WireName.Of(weight).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string MeaningOf(RiskWeight weight) => weight switch
    {
        RiskWeight.Write => "The tool changes something that can be changed back.",
        RiskWeight.Irreversible => "The tool changes something for good.",
        RiskWeight.Production => "It acts on production.",
        RiskWeight.External => "It reaches outside.",
        RiskWeight.Secrets => "It touches secrets.",
        RiskWeight.Infrastructure => "It touches infrastructure.",
        RiskWeight.PersonalData => "It touches personal data.",
        RiskWeight.MoneyUnknown => "It moves money, and how much cannot be read.",
        RiskWeight.LimitHalf => "The amount is half or more of what the agent's manifest lets it move at once.",
        RiskWeight.LimitNear => "The amount is almost all of that limit.",
        RiskWeight.LimitOver => "The amount is over that limit, or cannot be held against it.",
        RiskWeight.UntrustedName => "A name, address, account or id first appears in a result that others can write into.",
        RiskWeight.UnknownName => "A name, address, account or id appears in nothing that the run has read.",
        RiskWeight.UntrustedText => "A text, part of which was copied from a result that others can write into.",
        RiskWeight.UnaskedNumber => "A number that the request does not hold.",
        RiskWeight.TrustedName => "A name, address, account or id that the agent picked from a trusted result.",
        RiskWeight.MarkedPlace => "Besides, where that is the recipient or the target by the tool's contract.",
        RiskWeight.EachUnknown => "For each value that stands in nothing the run has read …",
        RiskWeight.UnknownMax => "… but for all of them together at most this.",
        RiskWeight.Unasked => "Nothing in the call is of the request; less where a part of it is.",
        RiskWeight.AskedByResult => "An untrusted result speaks of what the tool does, and the request does not.",
        RiskWeight.Incomplete => "An argument that must be there is empty.",
        RiskWeight.EachElement => "For each thing in the longest list of the arguments …",
        RiskWeight.ElementsMax => "… but at most this.",
        RiskWeight.NewInRun => "The run turns to a tool that it was not asked for, after it read what others can write.",
        RiskWeight.NewForAgent => "An agent with a history uses the tool for the first time.",
        RiskWeight.NewRecipient => "Nothing of this agent ever went to the recipient.",
        RiskWeight.UnusualMoney => "More than twice what the agent ever moved with the tool.",
        RiskWeight.EachDenial => "For each earlier proposal of the run that was refused …",
        RiskWeight.DenialsMax => "… but at most this.",
        RiskWeight.OftenRejected => "People refused half or more of what the agent proposed with the tool.",
        RiskWeight.EachFailure => "For each earlier call of the run that failed …",
        RiskWeight.FailuresMax => "… but at most this.",
        RiskWeight.Repeat => "The run proposes the same change for the second time.",
        RiskWeight.Loop => "The run proposes exactly the same for the third time or more.",
        RiskWeight.StagePropose => "The agent may only propose.",
        RiskWeight.StageReadOnly => "The agent may only read by itself.",
        RiskWeight.StageStagingWrites => "The agent may write on staging by itself.",
        RiskWeight.StageNarrowProductionWrites => "The agent may write narrowly on production by itself.",
    };
}
