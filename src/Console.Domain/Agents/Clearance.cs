namespace AgentConsole.Domain.Agents;

/// <summary>
/// That no stop order in force reaches this agent and this tool, as it was asked inside the transaction at hand. Whatever releases a proposal,
/// lets one run, issues a grant or takes money aside must hold one, and only the look at the stop switch gives one out: so that no way past
/// the switch can be written by leaving the question out.
/// </summary>
/// <param name="Tool">Empty where no tool is used: a model call is stopped with its agent.</param>
public sealed record Clearance(string Agent, string Tool)
{
    /// <summary>The clearance that was given.</summary>
    /// <exception cref="InvalidOperationException">None was: the stop switch is on.</exception>
    public static Clearance Given(Clearance? clearance) => clearance ?? throw new InvalidOperationException("What is stopped was about to be let go.");

    /// <summary>Fails where it was given for something else.</summary>
    /// <exception cref="InvalidOperationException">It is of another agent or tool.</exception>
    public void Covers(string agent, string tool)
    {
        if (Agent != agent || Tool != tool) throw new InvalidOperationException($"A clearance of {Agent} and {Tool} was shown for {agent} and {tool}.");
    }
}
