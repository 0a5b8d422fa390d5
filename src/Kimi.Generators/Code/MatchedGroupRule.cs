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

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            var sentence = operation is IPropertyReferenceOperation { Property.IsIndexer: true } read ? Missing(read, body)
                : References.Compared(operation) is var (one, other) ? Whole(one, other, body)
                : null;
            if (sentence is not null)
                yield return (operation.Syntax.GetLocation(), sentence);
        }
    }

    private static string? Missing(IPropertyReferenceOperation read, TeamBody body)
    {
        if (read is not
            {
                Property.ContainingType.Name: "GroupCollection", Arguments.Length: 1,
                Instance: IPropertyReferenceOperation { Property.Name: "Groups", Instance: { } match },
            }
            || read.Arguments[0].Value.ConstantValue.Value is not { } group || MatchedPatterns.Of(match, body) is not var (pattern, options)
            || Groups(pattern, options) is not { } groups || groups.Contains(group.ToString()))
            return null;
        var others = string.Join(", ", groups.Where(each => each != "0"));
        return $"{body.TypeName} reads group {group} of {VisibleText.Line(pattern)}, which does not have it, so it is always empty: "
            + (others.Length == 0 ? "put what is wanted into parentheses" : $"read {others}");
    }

    private static string? Whole(IOperation one, IOperation other, TeamBody body)
    {
        var match = References.IsAnswer(other, body) ? WholeMatch(one, body) : References.IsAnswer(one, body) ? WholeMatch(other, body) : null;
        return match is not null && MatchedPatterns.Of(match, body) is var (pattern, options) && Groups(pattern, options) is { Count: 2 }
            && _unquantified.IsMatch(_escapesAndSets.Replace(pattern, ""))
            && Marker(pattern) is { } marker && marker.Any(letter => !OfAnswers.Contains(letter))
            && !SourceNodes.Of(body.Owner.ContainingType, default).Any(IsRead)
                ? $"{body.TypeName} compares with the answer all that {VisibleText.Line(pattern)} matches, which begins with "
                    + $"\"{VisibleText.Line(marker)}\", so the two are never equal: compare what its group has, Groups[1].Value"
                : null;
    }

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
