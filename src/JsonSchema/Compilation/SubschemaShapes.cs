namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Knows where schemas are inside schemas.</summary>
internal static class SubschemaShapes
{
    public static SubschemaShape Of(string keyword) => keyword switch
    {
        "additionalProperties" or "propertyNames" or "unevaluatedProperties" or "items" or "contains" or "unevaluatedItems"
            or "not" or "if" or "then" or "else" or "contentSchema" => SubschemaShape.One,
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => SubschemaShape.List,
        "$defs" or "definitions" or "properties" or "patternProperties" or "dependentSchemas" or "dependencies" => SubschemaShape.Map,
        _ => SubschemaShape.None,
    };
}
