using System.Text.RegularExpressions;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Architecture.Tests;

/// <summary>Errors have one style: no capital letter at the start and no full stop at the end, unless a message has several sentences.</summary>
public sealed partial class MessageTests
{
    /// <summary>The names of all projects.</summary>
    public static TheoryData<string> Projects => [.. SourceProject.All.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_error_has_the_same_style(string project)
    {
        var faults = (from file in SourceProject.Of(project).Files
                      from fault in Faults(File.ReadAllText(file))
                      select $"{Path.GetRelativePath(Repository.Root, file)}({fault.Line}): {fault.Text}").ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("""throw new KimiException("There is no file.");""", "starts with a capital letter", "ends with a full stop")]
    [InlineData("""throw new KimiException($"A row of {used} tokens does not fit");""", "starts with a capital letter")]
    [InlineData("""throw new KimiException($"'{path}' is empty: " + "give another.", exception);""", "ends with a full stop")]
    [InlineData("""throw new KimiException(count > 0 ? "no row" : $"Row {count}");""", "starts with a capital letter")]
    [InlineData("""static KimiException Unreadable(string path) => new($"{path} is not readable.");""", "ends with a full stop")]
    [InlineData("""throw new InvalidOperationException("Components exist within a stage only");""", "starts with a capital letter")]
    [InlineData("""context.Notices.Write("Stopping");""", "starts with a capital letter")]
    [InlineData("""throw new KimiException("'Sft' has no option 'LearningRate': leave it out");""")]
    [InlineData("""throw new KimiException("LearningRate is 5: lower it");""")]
    [InlineData("""throw new KimiException("KIMI7002: there is no stage");""")]
    [InlineData("""throw new KimiException($"{path} is not readable: delete it");""")]
    [InlineData("""throw new KimiException("no worker has shown a sign of life. Restart it.");""")]
    [InlineData("""throw new KimiException(message);""")]
    [InlineData("""writer.Write("Done.");""")]
    public void A_message_of_another_style_is_found(string statement, params string[] faults) =>
        Assert.Equal(faults, Faults(statement).Select(fault => fault.Text[..fault.Text.IndexOf(':', StringComparison.Ordinal)]));

    private static IEnumerable<(int Line, string Text)> Faults(string source) =>
        from node in CSharpSyntaxTree.ParseText(source, new(LanguageVersion.Latest)).GetRoot().DescendantNodes()
        let arguments = MessageArguments(node)
        where arguments is { Arguments.Count: > 0 }
        from message in Alternatives(arguments.Arguments[0].Expression)
        from fault in Faults(message)
        select (message[0].GetLocation().GetLineSpan().StartLinePosition.Line + 1, $"{fault}: {string.Concat(message.Select(part => part.ToString()))}");

    private static IEnumerable<string> Faults(IReadOnlyList<SyntaxNode> message)
    {
        if (message[0] is not InterpolationSyntax && Capital().IsMatch(Text(message[0])))
            yield return "starts with a capital letter";
        if (message[^1] is not InterpolationSyntax
            && Text(message[^1]).EndsWith('.')
            && !message.Any(part => Text(part).Contains(". ", StringComparison.Ordinal)))
            yield return "ends with a full stop";
    }

    private static ArgumentListSyntax? MessageArguments(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax created when IsException(created.Type) => created.ArgumentList,
        ImplicitObjectCreationExpressionSyntax { Parent: ArrowExpressionClauseSyntax { Parent: { } member } } created when IsException(ReturnType(member)) =>
            created.ArgumentList,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Write" } written } call
            when written.Expression.ToString().EndsWith("Notices", StringComparison.Ordinal) => call.ArgumentList,
        _ => null,
    };

    private static bool IsException(TypeSyntax? type) => type?.ToString().EndsWith("Exception", StringComparison.Ordinal) == true;

    private static TypeSyntax? ReturnType(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax function => function.ReturnType,
        _ => null,
    };

    // Each way in which a message may read, as its parts: literals, texts between holes, and holes.
    private static IEnumerable<IReadOnlyList<SyntaxNode>> Alternatives(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => [[literal]],
        InterpolatedStringExpressionSyntax { Contents.Count: > 0 } text => [[.. text.Contents]],
        ConditionalExpressionSyntax choice => Alternatives(choice.WhenTrue).Concat(Alternatives(choice.WhenFalse)),
        ParenthesizedExpressionSyntax inner => Alternatives(inner.Expression),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) =>
            from left in Alternatives(sum.Left)
            from right in Alternatives(sum.Right)
            select (IReadOnlyList<SyntaxNode>)[.. left, .. right],
        _ => [],
    };

    private static string Text(SyntaxNode part) => part switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        _ => "",
    };

    // A word with a capital of its own inside, such as LearningRate, is a name; so is what is quoted.
    [GeneratedRegex(@"^\p{Lu}\p{Ll}*(?![\p{L}\p{N}])")]
    private static partial Regex Capital();
}
