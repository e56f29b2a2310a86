using System.Xml.Linq;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>
/// Keeps the data-protection keys in the database, so that every node reads the same cookies and sealed secrets. They lie
/// there as they are: whoever reads the database can forge a sign-in, so its backups deserve the same care as it does.
/// </summary>
internal sealed class ProtectionKeyStore(IDbContextFactory<ConsoleDbContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.ProtectionKeys.AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    // Beside the writer, because the framework asks while it starts, and from places that cannot wait.
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
