namespace AgentConsole.Domain.Risk;

/// <summary>What a risk table gives points for; the wire names stand in its document.</summary>
public enum RiskWeight
{
    Write,
    Irreversible,
    Production,
    External,
    Secrets,
    Infrastructure,
    PersonalData,
    /// <summary>An amount that cannot be read.</summary>
    MoneyUnknown,
    /// <summary>An amount of half of what the agent may move at once, or more.</summary>
    LimitHalf,
    LimitNear,
    LimitOver,
    /// <summary>An address, account or id that first stood in an untrusted result.</summary>
    UntrustedName,
    /// <summary>An address, account or id that nobody said.</summary>
    UnknownName,
    /// <summary>Text, of which a part was copied from an untrusted result.</summary>
    UntrustedText,
    /// <summary>A number that the request does not hold.</summary>
    UnaskedNumber,
    /// <summary>An address, account or id that the agent picked from a trusted result.</summary>
    TrustedName,
    /// <summary>Besides, where it is the place that the contract calls recipient or target.</summary>
    MarkedPlace,
    /// <summary>Each value that nobody said.</summary>
    EachUnknown,
    UnknownMax,
    /// <summary>Nothing in the call is of the request.</summary>
    Unasked,
    /// <summary>An untrusted result speaks of what the tool does, and the request does not.</summary>
    AskedByResult,
    /// <summary>An argument that must be there is empty.</summary>
    Incomplete,
    /// <summary>Each element of a list.</summary>
    EachElement,
    ElementsMax,
    /// <summary>The first use of a tool in a run that has read what others can write, and that was not asked for it.</summary>
    NewInRun,
    /// <summary>The first use of a tool by an agent that has a history.</summary>
    NewForAgent,
    /// <summary>A recipient that the agent never wrote to.</summary>
    NewRecipient,
    /// <summary>Far more money than the agent ever moved with the tool.</summary>
    UnusualMoney,
    EachDenial,
    DenialsMax,
    /// <summary>People refused much of what the agent proposed with the tool.</summary>
    OftenRejected,
    EachFailure,
    FailuresMax,
    /// <summary>The same change for the second time.</summary>
    Repeat,
    /// <summary>The same call for the third time or more.</summary>
    Loop,
    StagePropose,
    StageReadOnly,
    StageStagingWrites,
    StageNarrowProductionWrites,
}
