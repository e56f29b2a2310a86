using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>Gives every text column that is part of a key or an index the dialect's binary collation, and forbids cascades.</summary>
internal static class KeyCollation
{
    public static void Apply(ModelBuilder builder, string? collation)
    {
        foreach (var type in builder.Model.GetEntityTypes())
        {
            foreach (var foreignKey in type.GetForeignKeys()) foreignKey.DeleteBehavior = DeleteBehavior.Restrict;
            if (collation is null) continue;

            var indexed = type.GetKeys().SelectMany(key => key.Properties).Concat(type.GetIndexes().SelectMany(index => index.Properties));
            foreach (var property in indexed.Distinct())
                if (property.GetProviderClrType() == typeof(string) || property.ClrType == typeof(string)) property.SetCollation(collation);
        }
    }

    private static Type? GetProviderClrType(this Microsoft.EntityFrameworkCore.Metadata.IMutableProperty property) =>
        property.GetValueConverter()?.ProviderClrType;
}
