namespace AgentConsole.Domain.Alerts;

/// <summary>What to do next, by the kind of an alert: steps that somebody on call can follow without knowing the agent.</summary>
public static class AlertAdvice
{
    public static IReadOnlyList<string> Of(AlertKind kind) => kind switch
    {
        AlertKind.DenialSpike =>
        [
            "Open one of the runs below and read where it first went wrong: a rule that refuses again and again is either right about the agent or wrong about the work.",
            "If the agent tries what it must not, stop it; what waits is frozen and unused grants are void.",
            "If a rule is too strict, write a draft and backtest it; do not widen the manifest in a hurry.",
        ],
        AlertKind.ToolErrors =>
        [
            "Look at the errors in the runs below: the same error everywhere is the tool's, different ones are the agent's.",
            "If the tool is down, stop the tool: agents are refused at once and told to try later, instead of failing one by one.",
            "Tell whoever keeps the tool's contract.",
        ],
        AlertKind.RunawayRetries =>
        [
            "Stop the agent if the call spends money or changes something: each repetition may run once more.",
            "Read in its run what it was answered: an agent repeats a call when it does not understand the answer.",
        ],
        AlertKind.RunCost =>
        [
            "Compare the run with the last good one: more model calls are a loop, longer ones a context that grew.",
            "A cap per run in the agent's document ends such a run by itself.",
        ],
        AlertKind.OutcomeDrift =>
        [
            "Compare failed runs with good ones of before: what changed is the model, the prompt, a tool or the data.",
            "Take the agent back one stage until the cause is known.",
        ],
        AlertKind.CapNear =>
        [
            "See what the money went to; a single dear run is another fault than many runs.",
            "Whoever answers for the agent can raise the cap for a while. At the cap everything that costs is refused.",
        ],
        AlertKind.QueueAge =>
        [
            "Decide on the oldest, or find somebody who may. What nobody decides expires, and the agent reads that as a no.",
            "If too much is asked, look for calls that could be allowed for a while.",
        ],
        AlertKind.NoResult =>
        [
            "Look at the target itself: it may have happened, or half of it. Do not have it run again before you know.",
            "If the agent is gone, stop it so that it does not come back and repeat what it did.",
        ],
        AlertKind.FailedDeliveries =>
        [
            "Open the delivery: its attempts say what the receiver answered.",
            "Put the address right, then send it again; receivers know its id and take it once.",
        ],
    };
}
