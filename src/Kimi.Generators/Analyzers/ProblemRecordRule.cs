using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports records of problems that are stored under a name which another record of the application has.</summary>
internal sealed class ProblemRecordRule() : AssemblyRule(Descriptors.DuplicateProblemRecord)
{
    private const string Language = "Kimi.Dsl";

    /// <inheritdoc/>
    public override bool Concerns(INamedTypeSymbol type) => NameOf(type) is not null;

    /// <inheritdoc/>
    public override void Report(CompilationAnalysisContext context, IReadOnlyList<INamedTypeSymbol> types)
    {
        // Also those that another generator adds to the assembly.
        var all = Records(context.Compilation.Assembly.GlobalNamespace).Concat(Referenced(context.Compilation))
            .ToLookup(record => record.Name, record => record.Type, StringComparer.Ordinal);
        foreach (var type in types)
        {
            var name = NameOf(type)!;
            var others = all[name].Where(other => !SymbolEqualityComparer.Default.Equals(other, type))
                .Select(other => $"'{other.ToRef().Name}'").OrderBy(other => other, StringComparer.Ordinal).ToList();
            if (others.Count > 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.DuplicateProblemRecord,
                    Place(type, context.CancellationToken),
                    $"the record '{type.ToRef().Name}' is stored as '{name}', as is {Words.List(others, "and")}: give each a [ProblemType] of its own"));
            }
        }
    }

    // What the application references and can hold such records.
    private static IEnumerable<(string Name, INamedTypeSymbol Type)> Referenced(Compilation compilation) =>
        from assembly in compilation.SourceModule.ReferencedAssemblySymbols
        where assembly.Name == Language || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Language))
        from record in Records(assembly.GlobalNamespace)
        select record;

    private static IEnumerable<(string Name, INamedTypeSymbol Type)> Records(INamespaceSymbol space) =>
        from type in Types(space)
        let name = NameOf(type)
        where name is not null
        select (name, type);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol place) => place.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => member is INamedTypeSymbol type ? Types(member).Prepend(type) : Types(member));

    // The name under which a record is stored; null for anything else.
    private static string? NameOf(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.IsGenericType || !type.DerivesFromDsl("Problem"))
            return null;
        var argument = Attribute(type)?.ConstructorArguments.FirstOrDefault();
        return argument is { } given ? given.Value as string : type.FullName();
    }

    private static AttributeData? Attribute(INamedTypeSymbol type) => type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsDsl("ProblemTypeAttribute"));

    private static Location Place(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        (Attribute(type)?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault()?.GetLocation()
        ?? type.Locations[0];
}
