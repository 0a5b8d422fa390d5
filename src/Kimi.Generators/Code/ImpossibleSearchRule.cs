using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds searches in the response for what cannot be there any more: capitals in a text of small letters, blanks at the end of a trimmed one, what was
/// replaced, a separator in a part; and patterns of thoughts whose dot stops at the end of a line.
/// </summary>
internal sealed class ImpossibleSearchRule() : TeamCodeRule(Descriptors.ImpossibleSearch)
{
    private static readonly HashSet<string> _searching = new(StringComparer.Ordinal)
    {
        "Contains", "StartsWith", "EndsWith", "IndexOf", "LastIndexOf", "Split", "Replace",
    };

    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Searches(body).Concat(Patterns(body));

    private static IEnumerable<(Location Place, string Sentence)> Searches(TeamBody body) =>
        from call in body.Operations.OfType<IInvocationOperation>()
        where call.TargetMethod is { ContainingType.SpecialType: SpecialType.System_String } method && _searching.Contains(method.Name)
            && call.Instance is not null && call.Arguments.Length > 0 && !IgnoresCase(call)
        let text = TextOf(call.Arguments[0].Value)
        where text is { Length: > 0 }
        let why = Why(call.Instance!, text, call.TargetMethod.Name, body)
        where why is not null
        select (
            call.Syntax.GetLocation(),
            $"{body.TypeName} looks for \"{Kimi.Shared.VisibleText.Line(text)}\" in {why}, so it is never there: look for it before, or for what is left");

    // What was done to a text last decides what it cannot have.
    private static string? Why(IOperation searched, string text, string by, TeamBody body) => searched switch
    {
        IParenthesizedOperation inner => Why(inner.Operand, text, by, body),
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is { } origin ? Why(origin, text, by, body) : null,
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String } method, Instance: { } before } call => method.Name switch
        {
            "ToLowerInvariant" or "ToLower" => text.Any(char.IsUpper) ? "a text of small letters" : Why(before, text, by, body),
            "ToUpperInvariant" or "ToUpper" => text.Any(char.IsLower) ? "a text of capitals" : Why(before, text, by, body),
            "Trim" or "TrimEnd" when call.Arguments.IsEmpty && by == "EndsWith" && char.IsWhiteSpace(text[text.Length - 1]) =>
                "a text without blanks at its end",
            "Trim" or "TrimStart" when call.Arguments.IsEmpty && by == "StartsWith" && char.IsWhiteSpace(text[0]) => "a text without blanks at its beginning",
            "Trim" or "TrimEnd" or "TrimStart" => Why(before, text, by, body),
            "Replace" when call.Arguments.Length == 2 && TextOf(call.Arguments[0].Value) is { Length: > 0 } gone && text.Contains(gone)
                && TextOf(call.Arguments[1].Value) is { } instead && !instead.Contains(gone) => "a text in which that was replaced",
            _ => null,
        },
        IArrayElementReferenceOperation { ArrayReference: var parts } => SplitBy(parts, body) is { Length: > 0 } separator && text.Contains(separator)
            ? "a part of a text that was split there"
            : null,
        _ => null,
    };

    private static string? SplitBy(IOperation parts, TeamBody body) => parts switch
    {
        ILocalReferenceOperation { Local: var local } => body.SetOnce(local) is { } origin ? SplitBy(origin, body) : null,
        IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: > 0 } arguments }
            when !arguments.Any(argument => argument.Parameter?.Name == "count") => TextOf(arguments[0].Value),
        _ => null,
    };

    private static bool IgnoresCase(IInvocationOperation call) => call.Arguments.Any(argument =>
        argument.Value is IFieldReferenceOperation { Field.Name: var name } && name.EndsWith("IgnoreCase", StringComparison.Ordinal));

    private static string? TextOf(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        { ConstantValue: { HasValue: true, Value: char letter } } => letter.ToString(),
        IConversionOperation conversion => TextOf(conversion.Operand),
        _ => null,
    };

    private static IEnumerable<(Location Place, string Sentence)> Patterns(TeamBody body) =>
        from operation in body.Operations
        let arguments = operation switch
        {
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Regex" } type } } call when TeamCode.IsOfThePlatform(type) =>
                call.Arguments,
            IObjectCreationOperation { Type: INamedTypeSymbol { Name: "Regex" } type } created when TeamCode.IsOfThePlatform(type) => created.Arguments,
            _ => default,
        }
        where !arguments.IsDefaultOrEmpty
            && !arguments.Any(argument => argument.Parameter?.Name == "options" && argument.Value.Syntax.ToString().Contains(nameof(RegexOptions.Singleline)))
        let pattern = arguments.FirstOrDefault(argument => argument.Parameter?.Name == "pattern")?.Value.ConstantValue.Value as string
        where pattern is not null && PatternLines.StopsAtALine(pattern)
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} looks for thoughts by {Kimi.Shared.VisibleText.Line(pattern)}, whose dot does not match the end of a line, "
            + "so thoughts of two lines are never found: give it RegexOptions.Singleline");
}
