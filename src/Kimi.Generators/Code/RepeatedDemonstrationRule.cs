using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether several demonstrations of a problem differ: where their source draws nothing and remembers nothing, all of them are one: KIMI5011.
/// </summary>
internal static class RepeatedDemonstrationRule
{
    private const string PerProblem = "PerProblem";

    /// <summary>Whether a stage makes several of each problem.</summary>
    public static bool IsAbout(CheckedStage stage) => stage.Output.IsDemonstrations && stage.Part[PerProblem] is { IsGiven: true, Number: > 1 };

    /// <summary>Finds what is wrong with the source of a stage.</summary>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedStage stage, INamedTypeSymbol source, Func<int, Location> place, CancellationToken cancellationToken)
    {
        var nodes = SourceNodes.Of(source, cancellationToken);
        var responds = nodes.OfType<MethodDeclarationSyntax>().Where(IsRespond).ToList();
        if (responds.Count != 1 || Draws(responds[0], nodes) || Names(nodes).Any(name => name is "Random" or "Guid")
            || source.BaseType?.SpecialType != SpecialType.System_Object || source.GetMembers().Any(MayChange)
            || source.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
                .Any(parameter => !(parameter.Type as INamedTypeSymbol).DerivesFromDsl("DemonstrationsAttribute")))
            yield break;
        var several = stage.Part[PerProblem]!;
        yield return (
            Ids.Futile,
            place(several.Mark),
            $"{PerProblem} of stage '{stage.Name}' is {several.Text}, and {source.Name} makes nothing of the generator that it is given, so those of a problem "
            + $"are all the same: have it draw by '{Generator(responds[0])}', or leave {PerProblem} out");
    }

    private static bool IsRespond(MethodDeclarationSyntax method) => method is { Identifier.ValueText: "Respond", ParameterList.Parameters.Count: 2 };

    private static string Generator(MethodDeclarationSyntax respond) => respond.ParameterList.Parameters[1].Identifier.ValueText;

    private static bool MayChange(ISymbol member) => member is IFieldSymbol { IsConst: false } field && !(field.IsReadOnly && IsPlain(field.Type))
        || member is IEventSymbol;

    private static bool IsPlain(ITypeSymbol type) => type.SpecialType != SpecialType.None || type.TypeKind == TypeKind.Array;

    // By its text alone; the parameter's own declaration is no use of it.
    private static IEnumerable<string> Names(IEnumerable<SyntaxNode> nodes) => nodes.OfType<IdentifierNameSyntax>()
        .Where(name => name.Parent is not ParameterSyntax).Select(name => name.Identifier.ValueText);

    // Or is not written yet.
    private static bool Draws(MethodDeclarationSyntax respond, IReadOnlyList<SyntaxNode> source)
    {
        var nodes = source.SkipWhile(node => node != respond).Skip(1).TakeWhile(node => respond.Span.Contains(node.Span)).ToList();
        var names = Names(nodes).ToList();
        return names.Contains(Generator(respond)) || !names.Contains(respond.ParameterList.Parameters[0].Identifier.ValueText)
            || nodes.Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax);
    }
}
