using Kimi.Generators.Tests.Corpus;
using Kimi.Generators.Tests.Gallery;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Generators.Tests.Guards;

/// <summary>Rules that follow values through a team's code end, whatever that code is: also one that is being written, or goes round in circles.</summary>
public sealed class UnfinishedCodeTests
{
    private const int TrialsOfEach = 4;

    [Theory]
    [InlineData("var text = text;")]
    [InlineData("var text = text.Trim();")]
    [InlineData("var text = other.Trim(); var other = text.Trim();")]
    [InlineData("var (text, other) = (other.Trim(), text.Trim());")]
    [InlineData("string text = (text = text.Trim());")]
    public async Task A_variable_that_begins_with_itself(string code) => await EndsAsync(code);

    [Theory]
    [InlineData("private bool IsRight(string text, string answer) => IsRight(text.Trim(), answer.Trim()) && text.StartsWith(answer);")]
    [InlineData("private bool IsRight(string text, string answer) => text.StartsWith(answer) || Other(text, answer);\n"
        + "private bool Other(string said, string reference) => said.EndsWith(reference) || IsRight(said.Trim(), reference.Trim());")]
    public async Task Methods_that_call_themselves_or_each_other(string members) => await EndsAsync("var text = rollout.Text;", members);

    // Two methods may well have variables of the same names.
    [Fact]
    public async Task Names_that_lead_to_each_other_through_several_methods()
    {
        var (_, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create("""
            public sealed class Pairs : IProblemSource<MathProblem>
            {
                public IEnumerable<MathProblem> Problems(Random random)
                {
                    while (true)
                        yield return new() { Id = $"{random.Next(100)}", Prompt = "?", Answer = random.Next(2) == 0 ? "Yes" : "No" };
                }
            }
            public sealed class Own : IReward<MathProblem>
            {
                private static string Cut(string text)
                {
                    var said = text.Trim();
                    return said.Split('#').Last();
                }

                public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
                {
                    var said = Cut(rollout.Text);
                    var text = said.Trim();
                    return new(Verdict.Of(text == problem.Answer));
                }
            }
            [Recipe("pairs")]
            public abstract partial class PairsRl
            {
                [Problems<Pairs>(Count = 50)] public abstract PromptSet Train();
                [LoadPolicy("base")] public abstract Policy Base();
                [Reinforce] [MirrorDescent] [Reward<Own>] public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet train);
            }
            """));

        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
    }

    [Theory]
    [InlineData("problem.Prompt.Text", "problem.Prompt.Text + ;")]
    [InlineData("problem.Prompt.Text", "Say()")]
    [InlineData("problem.Prompt.Text", ".Say")]
    [InlineData("MathProblem problem", "MathProblem ")]
    [InlineData("MathProblem problem, Random random", "MathProblem , Random ")]
    [InlineData("int count", "int ")]
    [InlineData("(int count)", "(, int count)")]
    [InlineData("Said(3)", "Said()")]
    public async Task A_name_that_is_not_written_yet(string written, string unfinished)
    {
        const string Code = """
            public class SaidAttribute(int count) : StageAttribute<Policy>
            {
                public SaidAttribute() : this(1) { }
                public int Count { get; set; } = count;
            }
            public sealed class Saying : IDemonstrationSource<MathProblem>
            {
                public string Respond(MathProblem problem, Random random) => problem.Prompt.Text;
            }
            [Recipe("unfinished")]
            public abstract partial class Unfinished
            {
                [Problems<Sums>] public abstract PromptSet Train();
                [Demonstrations<Saying>(PerProblem = 2)] public abstract Demonstrations Traces(PromptSet train);
                [Said(3)] public abstract Policy Initial();
                [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            }
            """;
        Assert.Contains(written, Code, StringComparison.Ordinal);

        var (_, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create(Code.Replace(written, unfinished, StringComparison.Ordinal)));

        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id is "AD0001" or "KIMI0001");
    }

    // One name stands for another or is missing, as while it is typed or renamed, and the rest is not written yet.
    [Fact]
    [Trait("Category", "Long")]
    public async Task Code_with_names_exchanged_and_its_end_missing()
    {
        var random = new Random(1);
        foreach (var one in CorpusCase.Mistakes.Concat(CorpusCase.Valid))
        {
            for (var trial = 0; trial < TrialsOfEach; trial++)
            {
                var (_, diagnostics) = await Recipes.AnalyzeAsync(MistakeAnalysis.Compile([(one.Files[0].Name, Altered(one.Files[0].Text, random))]));

                Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
            }
        }
    }

    private static string Altered(string source, Random random)
    {
        var names = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).ToList();
        var (first, second) = (names[random.Next(names.Count)], names[random.Next(names.Count)]);
        var altered = source[..first.SpanStart] + (random.Next(4) == 0 ? "" : second.ValueText) + source[first.Span.End..];
        return random.Next(2) == 0 ? altered : altered[..random.Next(first.SpanStart, altered.Length)];
    }

    private static async Task EndsAsync(string code, string members = "")
    {
        var (_, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create($$"""
            public sealed class Own : IReward<MathProblem>
            {
                public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
                {
                    {{code}}
                    double share = 1 / double.Parse(text);
                    return new(Verdict.Of(text.StartsWith(problem.Answer) && share > 0));
                }
                {{members}}
            }
            """));

        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
    }
}
