using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AgentConsole.JsonSchema.Compilation;
using AgentConsole.JsonSchema.Evaluation;

namespace AgentConsole.JsonSchema;

/// <summary>A JSON Schema (draft 2020-12) made ready for use: immutable, and safe to share between threads.</summary>
public sealed class CompiledSchema
{
    private readonly SchemaNode root;
    private readonly TimeProvider? clock;

    private CompiledSchema(SchemaNode root, TimeProvider? clock) => (this.root, this.clock) = (root, clock);

    /// <summary>Compiles a schema and every schema it refers to.</summary>
    /// <exception cref="SchemaException">The schema is malformed, too large, or refers to something unknown.</exception>
    public static CompiledSchema Compile(JsonElement schema, SchemaOptions? options = null)
    {
        options ??= SchemaOptions.Default;
        return new(new SchemaCompiler(options).Compile(schema), options.Clock);
    }

    /// <summary>As <see cref="Compile"/>, with the reason handed out instead of thrown.</summary>
    public static bool TryCompile(JsonElement schema, SchemaOptions? options,
        [NotNullWhen(true)] out CompiledSchema? compiled, [NotNullWhen(false)] out SchemaException? error)
    {
        try
        {
            (compiled, error) = (Compile(schema, options), null);
            return true;
        }
        catch (SchemaException exception)
        {
            (compiled, error) = (null, exception);
            return false;
        }
    }

    /// <summary>Whether the instance is valid; the fast way, which collects no reasons.</summary>
    public bool IsValid(JsonElement instance) => Evaluate(instance, new EvaluationRun(null, clock));

    /// <summary>Whether the instance is valid and, if not, why.</summary>
    public ValidationResult Validate(JsonElement instance)
    {
        var quick = new EvaluationRun(null, clock);
        if (Evaluate(instance, quick)) return ValidationResult.Valid;
        // To look where the work went would be the same work again.
        if (quick.Stopped is { Code: FaultCodes.WorkLimit } limit) return new([limit], isCut: true);
        var found = new FaultList();
        var run = new EvaluationRun(found, clock);
        Evaluate(instance, run);
        // What stopped the first run need not stop the second: a match may just make its time. And what stops only the second, which
        // looks at more, is no reason if there are others.
        var stop = quick.Stopped is not null || found.Faults.Count == 0 ? run.Stopped ?? quick.Stopped : null;
        var faults = stop is null ? found.Faults : [stop, .. found.Faults.Take(SchemaLimits.FaultsMax - 1)];
        return new(faults, isCut: found.IsFull || run.Stopped is not null || stop is not null);
    }

    private bool Evaluate(JsonElement instance, EvaluationRun run)
    {
        if (instance.ValueKind == JsonValueKind.Undefined) throw new ArgumentException("The element holds no value.", nameof(instance));
        return root.Evaluate(instance, run, null) && run.Stopped is null;
    }
}
