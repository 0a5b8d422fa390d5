using System.Collections.Concurrent;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Reports components that change their own fields and are not in checkpoints: a run that is resumed forgets what they hold.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncheckpointedStateAnalyzer : DiagnosticAnalyzer
{
    private const Roles Components = Roles.Reward | Roles.Penalty | Roles.Sampler | Roles.Other;

    // Without GetOrAdd: what a lookup fills in is the same when it is filled in again.
    private static readonly HashSet<string> _changes = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "Append", "Clear", "Enqueue", "Dequeue", "TryDequeue", "Insert", "Pop", "Push", "Remove",
        "RemoveAt", "RemoveAll", "Sort", "TryAdd", "TryRemove", "TryUpdate", "AddOrUpdate", "UnionWith", "ExceptWith",
    };

    /// <inheritdoc/>
    public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UncheckpointedState];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is not null)
                start.RegisterSymbolStartAction(Start, SymbolKind.NamedType);
        });
    }

    private static void Start(SymbolStartAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if ((TeamCode.RolesOf(type) & Components) == 0 || TeamCode.IsCheckpointed(type))
            return;
        var changed = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        context.RegisterOperationAction(
            operation =>
            {
                var member = ((IMemberReferenceOperation)operation.Operation).Member;
                var isOwn = SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
                if (isOwn && !IsPreparation(operation.ContainingSymbol) && IsChanged(operation.Operation))
                    changed[member] = true;
            },
            OperationKind.FieldReference,
            OperationKind.PropertyReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (var member in changed.Keys.Where(member => member.Locations.Length > 0 && member.Locations[0].IsInSource))
            {
                end.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.UncheckpointedState,
                    member.Locations[0],
                    $"{type.Name} changes '{member.Name}' while a stage runs, and no checkpoint holds it, so a run that is resumed gives other results: "
                    + "implement ICheckpointed, or work from what it is given"));
            }
        });
    }

    private static bool IsPreparation(ISymbol owner) =>
        owner is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor }
            or IMethodSymbol { Name: "Dispose" or "DisposeAsync" or "CheckAsync" } or IFieldSymbol or IPropertySymbol;

    private static bool IsChanged(IOperation reference) => reference.Parent switch
    {
        ICoalesceAssignmentOperation => false,
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Parent: var call } => !IsLazy(call),
        ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple => deconstruction.Target == tuple,
        IPropertyReferenceOperation { Property.IsIndexer: true } item => item.Instance == reference && IsChanged(item),
        IArrayElementReferenceOperation item => item.ArrayReference == reference && IsChanged(item),
        IInvocationOperation call => call.Instance == reference && _changes.Contains(call.TargetMethod.Name) && IsCollection(call.TargetMethod.ContainingType),
        _ => false,
    };

    private static bool IsLazy(IOperation? call) => call is IInvocationOperation { TargetMethod.ContainingType.Name: "LazyInitializer" or "Volatile" };

    private static bool IsCollection(INamedTypeSymbol type) => type.ContainingNamespace.FullName().StartsWith("System.Collections", StringComparison.Ordinal);
}
