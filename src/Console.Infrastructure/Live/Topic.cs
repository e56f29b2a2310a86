namespace AgentConsole.Infrastructure.Live;

/// <summary>What a listener wants to hear about; it names a thing by its id and carries nothing of its contents.</summary>
public readonly record struct Topic
{
    private Topic(string kind, string? id = null) => (Kind, Id) = (kind, id);

    public string Kind { get; }
    public string? Id { get; }

    public static Topic Queue => new("queue");
    public static Topic Ledger => new("ledger");
    public static Topic Deliveries => new("deliveries");
    /// <summary>Something that the console runs itself was released, began or ended.</summary>
    public static Topic Executions => new("executions");
    public static Topic Incidents => new("incidents");
    public static Topic Permits => new("permits");
    public static Topic Agents => new("agents");
    public static Topic Tools => new("tools");
    public static Topic Policies => new("policies");
    public static Topic Risk => new("risk");
    public static Topic Prices => new("prices");
    public static Topic Budgets => new("budgets");
    public static Topic Alerts => new("alerts");
    public static Topic AlertRules => new("alert_rules");
    public static Topic Alert(string id) => new("alert", id);

    /// <summary>An alert was opened, for the first time or again.</summary>
    public static Topic AlertFired(string id) => new("alert_fired", id);

    public static Topic People => new("people");
    public static Topic Jobs => new("jobs");

    /// <summary>Something was written into the history of the jobs by this node.</summary>
    public static Topic JobRuns => new("job_runs");

    /// <summary>What a person may do, or whether a sign-in of theirs still stands.</summary>
    public static Topic Standing(string person) => new("standing", person);

    public static Topic Incident(string id) => new("incident", id);
    public static Topic Proposal(string id) => new("proposal", id);
    public static Topic Run(string id) => new("run", id);
    /// <summary>The operational store took something in.</summary>
    public static Topic Traces => new("traces");

    /// <summary>Something was told of a run, by its id in the operational store.</summary>
    public static Topic Trace(long run) => new("trace", run.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static Topic Agent(string name) => new("agent", name);
    public static Topic Tool(string name) => new("tool", name);

    /// <summary>For what only one room speaks of; the room keeps the kind in one place.</summary>
    public static Topic Of(string kind, string? id = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        return new(kind, id);
    }

    public override string ToString() => Id is null ? Kind : $"{Kind}:{Id}";
}
