using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>What one evaluation carries along: its bounds, its dynamic scope and, when it collects, where it stands and what it found.</summary>
internal sealed class EvaluationRun(FaultList? faults, TimeProvider? clock)
{
    // Writing a fault is dear, and most of those about branches are thrown away.
    private const int ReportCost = 64;

    private readonly PointerPath? path = faults is null ? null : new();
    private FaultList? faults = faults;
    private int[] scope = [];
    private int scopeCount;
    private int depth;
    private int instanceDepth;
    private int steps;
    private TimeSpan matching;

    /// <summary>Whether faults are wanted at this point; if not, the first one ends the evaluation.</summary>
    public bool Collects => faults is { IsFull: false };

    /// <summary>Why something could not be evaluated. INVARIANT: a stopped run never ends as valid, whatever a <c>not</c> makes of it.</summary>
    public ValidationFault? Stopped { get; private set; }

    /// <summary>The schema resources that evaluation passed through to get here, outermost first.</summary>
    public ReadOnlySpan<int> Scope => scope.AsSpan(0, scopeCount);

    /// <summary>Where in the instance a collecting run stands.</summary>
    public string InstancePointer => path?.ToString() ?? "";

    /// <summary>Opens a schema; what it opens, <see cref="Leave"/> closes.</summary>
    public bool Enter(SchemaNode node)
    {
        if (Stopped is not null) return false;
        if (depth >= SchemaLimits.EvaluationDepthMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Stop(node, FaultCodes.RecursionLimit, "The schema refers to itself too deeply to be evaluated.");
        }

        if (!Spend(node, 1)) return false;
        depth++;
        return true;
    }

    public void Leave() => depth--;

    /// <summary>Pays for work that grows with the instance.</summary>
    public bool Spend(SchemaNode node, int work)
    {
        steps = Math.Min(SchemaLimits.EvaluationStepsMax, steps) + Math.Min(SchemaLimits.EvaluationStepsMax, work);
        return (steps <= SchemaLimits.EvaluationStepsMax && Stopped is null)
            || Stop(node, FaultCodes.WorkLimit, "The schema asks for more work than one validation may cost.");
    }

    /// <summary>Pays for a match that had to search.</summary>
    public bool SpendTime(SchemaNode node, long since)
    {
        if (clock is not null) matching += clock.GetElapsedTime(since);
        return matching.TotalMilliseconds <= SchemaLimits.PatternsTotalMilliseconds || StopAtPattern(node);
    }

    /// <summary>Now, for <see cref="SpendTime"/>.</summary>
    public long Timestamp() => clock?.GetTimestamp() ?? 0;

    /// <summary>Opens a schema resource if it is not the one that is open; says whether it did.</summary>
    public bool EnterResource(int resource)
    {
        if (scopeCount > 0 && scope[scopeCount - 1] == resource) return false;
        if (scopeCount == scope.Length) Array.Resize(ref scope, Math.Max(8, scopeCount * 2));
        scope[scopeCount++] = resource;
        return true;
    }

    public void LeaveResource() => scopeCount--;

    /// <summary>Steps from an array or object to what it holds.</summary>
    public bool Descend(SchemaNode node)
    {
        if (instanceDepth >= SchemaLimits.InstanceDepthMax) return Stop(node, FaultCodes.InstanceTooDeep, "The value is nested too deeply to be evaluated.");
        instanceDepth++;
        return true;
    }

    public void Ascend() => instanceDepth--;

    public void EnterMember(JsonProperty member) => path?.Enter(member);

    public void EnterElement(int index) => path?.Enter(index);

    public void LeaveChild() => path?.Leave();

    /// <summary>Sends faults elsewhere, or nowhere, until the returned list is given back.</summary>
    public FaultList? Redirect(FaultList? to)
    {
        var before = faults;
        faults = to;
        return before;
    }

    /// <summary>Notes a fault; always false, so that it can end an evaluation.</summary>
    public bool Report(SchemaNode owner, string keyword, string message)
    {
        if (Collects && Spend(owner, ReportCost)) faults!.Add(new(InstancePointer, owner.Location + "/" + keyword, keyword, message));
        return false;
    }

    /// <summary>Notes that a value stands where none may.</summary>
    public bool ReportNever(SchemaNode owner)
    {
        if (Collects && Spend(owner, ReportCost)) faults!.Add(new(InstancePointer, owner.Location, FaultCodes.Never, "Nothing is allowed here."));
        return false;
    }

    /// <summary>Ends the whole evaluation as not valid; always false.</summary>
    public bool Stop(SchemaNode owner, string code, string message)
    {
        Stopped ??= new(InstancePointer, owner.Location, code, message);
        return false;
    }

    public bool StopAtPattern(SchemaNode owner) => Stop(owner, FaultCodes.PatternTimeout, "Patterns took too long to be matched.");

    public bool StopAtNumber(SchemaNode owner) => Stop(owner, FaultCodes.NumberTooLong, "The number is too long to be evaluated.");

    public void Take(FaultList others) => faults?.AddRange(others);
}
