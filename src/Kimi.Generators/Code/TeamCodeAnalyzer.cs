using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Code;

/// <summary>Applies a rule to the bodies of a team's own code that a run executes.</summary>
public abstract class TeamCodeAnalyzer : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;

    private protected TeamCodeAnalyzer(DiagnosticDescriptor descriptor)
    {
        _descriptor = descriptor;
        SupportedDiagnostics = [descriptor];
    }

    /// <inheritdoc/>
    public sealed override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>The code that the rule is about.</summary>
    private protected abstract Roles About { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is null)
                return;
            start.RegisterOperationBlockAction(block =>
            {
                var roles = TeamCode.RolesOf(block.OwningSymbol);
                if ((roles & About) == 0)
                    return;
                foreach (var (place, sentence) in block.OperationBlocks.SelectMany(operation => Check(block.OwningSymbol, roles, operation)))
                    block.ReportDiagnostic(Diagnostic.Create(_descriptor, place, sentence));
            });
        });
    }

    /// <summary>Finds what is wrong in a body.</summary>
    private protected abstract IEnumerable<(Location Place, string Sentence)> Check(ISymbol owner, Roles roles, IOperation body);
}
