using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds groups that a regular expression does not have, and whole matches, with the marker before the group, that are compared with an answer.
/// </summary>
internal sealed class MatchedGroupRule() : TeamCodeRule(Descriptors.ImpossibleSearch)
{
    private const string OfAnswers = "-+.,$€£(){}[]\\/ ";

    // What stands for no character of its own.
    private static readonly Regex _beginning = new(@"^(\^|\\A|\\b|\\s[*+]?| [*+]|\(\?[a-zA-Z]+\))*", RegexOptions.CultureInvariant);
    private static readonly Regex _unquantified = new(@"\((?!\?(?![<']\w))[^()]*\)(?![*+?{])", RegexOptions.CultureInvariant);
    private static readonly Regex _escapesAndSets = new(@"\\.|\[[^\]]*\]", RegexOptions.CultureInvariant);

    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Missing(body).Concat(Whole(body));

    private static IEnumerable<(Location Place, string Sentence)> Missing(TeamBody body) =>
        from read in body.Operations.OfType<IPropertyReferenceOperation>()
        where read is { Property: { IsIndexer: true, ContainingType.Name: "GroupCollection" }, Arguments.Length: 1 }
        let asked = read.Arguments[0].Value.ConstantValue.Value
        where asked is not null && read.Instance is IPropertyReferenceOperation { Property.Name: "Groups", Instance: not null }
        let used = MatchedPatterns.Of(((IPropertyReferenceOperation)read.Instance!).Instance!, body)
        where used is not null
        let groups = Groups(used.Value.Pattern, used.Value.Options)
        where groups is not null && !groups.Contains(asked.ToString())
        let others = string.Join(", ", groups.Where(each => each != "0"))
        select (
            read.Syntax.GetLocation(),
            $"{body.TypeName} reads group {asked} of {VisibleText.Line(used.Value.Pattern)}, which does not have it, so it is always empty: "
            + (others.Length == 0 ? "put what is wanted into parentheses" : $"read {others}"));

    private static IEnumerable<(Location Place, string Sentence)> Whole(TeamBody body) =>
        from operation in body.Operations
        let sides = References.Compared(operation)
        where sides is not null
        let match = References.IsAnswer(sides.Value.Other, body) ? WholeMatch(sides.Value.One, body)
            : References.IsAnswer(sides.Value.One, body) ? WholeMatch(sides.Value.Other, body) : null
        where match is not null
        let used = MatchedPatterns.Of(match, body)
        where used is not null && Groups(used.Value.Pattern, used.Value.Options) is { Count: 2 }
            && _unquantified.IsMatch(_escapesAndSets.Replace(used.Value.Pattern, ""))
        let marker = Marker(used.Value.Pattern)
        where marker?.Any(letter => !OfAnswers.Contains(letter)) == true && !SourceNodes.Of(body.Owner.ContainingType, default).Any(IsRead)
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} compares with the answer all that {VisibleText.Line(used.Value.Pattern)} matches, which begins with "
            + $"\"{VisibleText.Line(marker!)}\", so the two are never equal: compare what its group has, Groups[1].Value");

    private static IOperation? WholeMatch(IOperation value, TeamBody body) => body.Origin(value) switch
    {
        IPropertyReferenceOperation { Property.Name: "Value" or "ValueSpan", Instance: { Type.Name: "Match" } match } => match,
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { Type.Name: "Match" } match } => match,
        IInvocationOperation { TargetMethod: { Name: "Trim", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } inner } =>
            WholeMatch(inner, body),
        IConditionalAccessOperation { WhenNotNull: IPropertyReferenceOperation { Property.Name: "Value", Instance: { Type.Name: "Match" } match } } => match,
        _ => null,
    };

    // The characters that every match begins with.
    private static string? Marker(string pattern)
    {
        var rest = pattern.Substring(_beginning.Match(pattern).Length);
        return PatternLiterals.Runs(rest).FirstOrDefault() is { } run
            && (rest.StartsWith(run.Substring(0, 1), StringComparison.Ordinal) || rest.StartsWith($"\\{run[0]}", StringComparison.Ordinal))
                ? run
                : null;
    }

    private static bool IsRead(SyntaxNode node) => node is IdentifierNameSyntax { Identifier.ValueText: "Groups" or "Result" or "Captures" };

    // By number and by name; null for what is no expression.
    private static HashSet<string>? Groups(string pattern, string options)
    {
        var how = (options.Contains(nameof(RegexOptions.ExplicitCapture)) ? RegexOptions.ExplicitCapture : RegexOptions.None)
            | (options.Contains(nameof(RegexOptions.IgnorePatternWhitespace)) ? RegexOptions.IgnorePatternWhitespace : RegexOptions.None);
        try
        {
            var regex = new Regex(pattern, how);
            return new([.. regex.GetGroupNames(), .. regex.GetGroupNumbers().Select(number => $"{number}")], StringComparer.Ordinal);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
