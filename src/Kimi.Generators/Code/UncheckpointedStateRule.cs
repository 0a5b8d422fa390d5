using System.Collections.Concurrent;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Reports components that change their own fields, which are not in checkpoints, or not read back from them: a run that is resumed forgets what they hold.
/// </summary>
internal static class UncheckpointedStateRule
{
    private const Roles Components = Roles.Reward | Roles.Penalty | Roles.Sampler | Roles.Other | Roles.Environment | Roles.Tools;

    // Without GetOrAdd: what a lookup fills in is the same when it is filled in again.
    private static readonly HashSet<string> _changes = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "Append", "Clear", "Enqueue", "Dequeue", "TryDequeue", "Insert", "Pop", "Push", "Remove",
        "RemoveAt", "RemoveAll", "Sort", "TryAdd", "TryRemove", "TryUpdate", "AddOrUpdate", "UnionWith", "ExceptWith",
    };

    /// <summary>Reports what is wrong in a file.</summary>
    /// <param name="context">The file.</param>
    /// <param name="told">What was reported already: a class in several files may change a field in each.</param>
    public static void Check(SemanticModelAnalysisContext context, ConcurrentDictionary<ISymbol, bool> told)
    {
        var (model, cancellationToken) = (context.SemanticModel, context.CancellationToken);
        var changed = from declaration in model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes(IsOutsideMembers).OfType<TypeDeclarationSyntax>()
                      let type = model.GetDeclaredSymbol(declaration, cancellationToken)
                      where (TeamCode.RolesOf(type) & Components) != 0
                      let kept = TeamCode.IsCheckpointed(type) ? new CheckpointedMembers(type, cancellationToken) : null
                      from member in declaration.Members
                          .Where(member => !IsPreparation(member) && !(kept is not null && CheckpointedMembers.IsContract(member)))
                      from body in member.DescendantNodes(node => !IsBody(node)).Where(node => node is BlockSyntax or ArrowExpressionClauseSyntax)
                      from operation in model.GetOperation(body, cancellationToken)?.Descendants() ?? []
                      where operation is IFieldReferenceOperation or IPropertyReferenceOperation && IsChanged(operation)
                      let target = ((IMemberReferenceOperation)operation).Member
                      where IsOf(target, type) && target.Locations.Any(place => place.IsInSource)
                          && (target.IsStatic || !HasStateOfItsOwn(target.ContainingType)) && kept?.Has(target.Name) != true
                      select (Use: operation, Member: target, Kept: kept);
        var changes = changed.ToList();
        foreach (var member in CachedMembers.Others([.. changes.Select(change => (change.Use, change.Member))], cancellationToken)
            .Where(member => !CountedForTheLog.Is(member, cancellationToken) && told.TryAdd(member, true)).ToList())
        {
            var kept = changes.First(change => SymbolEqualityComparer.Default.Equals(change.Member, member)).Kept;
            if (kept is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.UncheckpointedState,
                    kept.IsSaved(member.Name) ? kept.PlaceOfLoad : member.Locations[0],
                    $"{member.ContainingType.Name} changes '{member.Name}' while a stage runs, and "
                    + $"{(kept.IsSaved(member.Name) ? "Load never restores" : "Save never writes")} "
                    + "it, so a run that is resumed gives other results: have both Save and Load keep it"));
                continue;
            }

            var sentence = TeamCode.RolesOf(member.ContainingType) == Roles.Tools
                ? ", which the tools of all responses share, so they disturb each other and no run repeats: "
                    + "keep it in a field of the object, of which each response has its own"
                : TeamCode.RolesOf(member.ContainingType) == Roles.Environment
                ? ", which all its episodes share, so they disturb each other and no run repeats: keep it in the IEpisode that StartAsync returns"
                : " while a stage runs, and no checkpoint holds it, so a run that is resumed gives other results: "
                    + "implement ICheckpointed, or work from what it is given";
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UncheckpointedState,
                member.Locations[0],
                $"{member.ContainingType.Name} changes '{member.Name}'{sentence}"));
        }
    }

    // A class's own, or what an episode changes of its environment.
    private static bool IsOf(ISymbol member, INamedTypeSymbol? type) => SymbolEqualityComparer.Default.Equals(member.ContainingType, type)
        || (IsEpisode(type) && TeamCode.RolesOf(member.ContainingType) == Roles.Environment && !TeamCode.IsCheckpointed(member.ContainingType));

    // Each response has one of its own, which is played again after an interruption.
    private static bool HasStateOfItsOwn(INamedTypeSymbol? type) => IsEpisode(type) || TeamCode.RolesOf(type) == Roles.Tools;

    private static bool IsEpisode(INamedTypeSymbol? type) => type is not null && type.AllInterfaces.Append(type).Any(contract => contract.IsDsl("IEpisode"));

    private static bool IsOutsideMembers(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax;

    private static bool IsPreparation(MemberDeclarationSyntax member) =>
        member is ConstructorDeclarationSyntax or BaseTypeDeclarationSyntax or BaseFieldDeclarationSyntax
            or MethodDeclarationSyntax { Identifier.ValueText: "Dispose" or "DisposeAsync" or "CheckAsync" };

    private static bool IsChanged(IOperation reference) => reference.Parent switch
    {
        ICoalesceAssignmentOperation assignment => assignment.Target == reference && IsEpisode(reference.Type as INamedTypeSymbol),
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
