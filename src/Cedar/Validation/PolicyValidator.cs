using AgentConsole.Cedar.Schemas;

namespace AgentConsole.Cedar.Validation;

/// <summary>Checks policies and templates against a schema.</summary>
internal static class PolicyValidator
{
    public static PolicyCheck Validate(CedarSchema schema, PolicySet policies)
    {
        var errors = new List<CedarFault>();
        var warnings = new List<CedarFault>();
        foreach (var policy in policies.All)
        {
            if (policy.TemplateId is null) Check(schema, policy, errors, warnings);
            else CheckLink(schema, policy, errors);
        }

        return new(errors, warnings);
    }

    private static void Check(CedarSchema schema, CedarPolicy policy, List<CedarFault> errors, List<CedarFault> warnings)
    {
        var faults = new FaultBook(policy.Id);
        var whole = ScopeExpression.Of(policy);
        DeclarationCheck.Check(schema, policy, whole, faults);
        var checker = new TypeChecker(schema, faults);
        var canApply = false;
        var left = CedarLimits.EnvironmentsMax;
        foreach (var environment in EnvironmentsOf(schema, policy))
        {
            if (left-- == 0) faults.Add(SourceSpan.None, $"The schema allows more than {CedarLimits.EnvironmentsMax} kinds of query.");
            if (left < 0 || checker.HasGivenUp) break;
            canApply |= checker.Check(whole, environment) is not SchemaType.BoolType { Only: false };
        }

        if (!canApply) warnings.Add(new(policy.Span, "The policy cannot apply to any query.") { PolicyId = policy.Id });
        ConfusableText.Look(policy, whole, warnings);
        errors.AddRange(faults.Faults);
    }

    // The template is checked by itself; what a link adds are the entities it names.
    private static void CheckLink(CedarSchema schema, CedarPolicy policy, List<CedarFault> errors)
    {
        var faults = new FaultBook(policy.Id);
        DeclarationCheck.Check(schema, policy, ScopeExpression.Of(policy), faults);
        errors.AddRange(faults.Faults);
    }

    private static IEnumerable<QueryEnvironment> EnvironmentsOf(CedarSchema schema, CedarPolicy policy) =>
        from action in schema.ActionDefinitions
        from principal in action.Principals
        from resource in action.Resources
        let plain = new QueryEnvironment(new(principal), action, new(resource))
        from principalSlot in SlotTypes(schema, policy.Principal, principal)
        from resourceSlot in SlotTypes(schema, policy.Resource, resource)
        select plain with { PrincipalSlot = principalSlot, ResourceSlot = resourceSlot };

    private static IEnumerable<SchemaType.EntityType?> SlotTypes(CedarSchema schema, PolicyScope scope, string type)
    {
        if (!scope.HasSlot) return [null];
        if (scope.Kind == ScopeKind.Equal) return [new(type)];
        return schema.EntityTypes.Where(above => above.Descendants.Contains(type) && above.Name != type).Select(above => above.Type).Append(new(type));
    }
}
