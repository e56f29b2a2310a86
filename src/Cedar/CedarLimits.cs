namespace AgentConsole.Cedar;

/// <summary>Every bound of this engine, so that no policy, schema, entity or query can make it run or grow without end.</summary>
public static class CedarLimits
{
    /// <summary>Characters of a policy set or a schema as text.</summary>
    public const int TextLengthMax = 4_194_304;

    /// <summary>Brackets, conditionals and operators that may be open at once while text is read.</summary>
    public const int NestingMax = 100;

    /// <summary>Levels of one expression's tree; a chain of one logical operator is one level.</summary>
    public const int ExpressionDepthMax = 400;

    /// <summary>Faults that one reading lists.</summary>
    public const int FaultsMax = 50;

    /// <summary>Policies, templates and links in one set.</summary>
    public const int PoliciesMax = 20_000;

    /// <summary>Levels of a JSON document; a chain of one logical operator takes two levels for each operand there.</summary>
    public const int JsonDepthMax = 4_000;

    /// <summary>Levels of one value.</summary>
    public const int ValueDepthMax = 64;

    /// <summary>Elements of one set and members of one record.</summary>
    public const int ElementsMax = 100_000;

    /// <summary>Entities in one store.</summary>
    public const int EntitiesMax = 200_000;

    /// <summary>Ancestors of one entity, all levels together.</summary>
    public const int AncestorsMax = 10_000;

    /// <summary>Entity types and actions of one schema.</summary>
    public const int DeclarationsMax = 10_000;

    /// <summary>Levels of one type in a schema, after its names are replaced.</summary>
    public const int TypeDepthMax = 64;

    /// <summary>Parts of one type in a schema, after its names are replaced.</summary>
    public const int TypePartsMax = 50_000;

    /// <summary>Combinations of principal type, action and resource type that one policy is checked against.</summary>
    public const int EnvironmentsMax = 100_000;

    /// <summary>Work units that one policy's check against a schema may spend.</summary>
    public const int CheckStepsMax = 5_000_000;

    /// <summary>Characters of a value or a word that a message may repeat.</summary>
    public const int MessageCutMax = 60;
}
