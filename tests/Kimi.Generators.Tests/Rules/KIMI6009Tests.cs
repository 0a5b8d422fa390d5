using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6009: a tokenizer has the characters of texts.</summary>
public sealed class KIMI6009Tests
{
    [Theory]
    [InlineData("^<[0-9]>$", 1)]
    [InlineData("^(<a>)?[<>]*#?.+$", 0)]
    [InlineData("<|#", 0)]
    [InlineData("\\\\d+\\\\.", 1)]
    [InlineData("<{0,2}1", 0)]
    public async Task Of_a_form_what_every_match_has_counts(string pattern, int told) => Assert.Equal(
        told, (await Recipes.AnalyzeAsync(Compilations.Create($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(Alphabet = "0123456789+=#")] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, FormatReward(Pattern = "{{pattern}}")] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """))).Diagnostics.Count(diagnostic => diagnostic.Id == "KIMI6009"));

    [Fact]
    public async Task Characters_that_the_alphabet_lacks_are_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 1_024, Alphabet = "0123456789+=")] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce({|KIMI6009:StopTexts = ["</s>"]|}), MirrorDescent, {|KIMI6009:ExactAnswerReward|}]
            public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    [Fact]
    public async Task Characters_that_it_has_are_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(ContextLength = 1_024, Alphabet = "0123456789+=#")] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce(StopTexts = ["=="]), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    [Fact]
    public async Task A_tokenizer_of_bytes_or_from_elsewhere_is_not_checked() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce(StopTexts = ["问"]), MirrorDescent, ExactAnswerReward(Marker = "答")] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("ExactAnswerReward, {|KIMI6009:Tools<Adder>|}(DescribeTools = false)")]
    [InlineData("ExactAnswerReward, Tools<Adder, BracketCalls>(DescribeTools = false)")]
    [InlineData("{|KIMI6009:MathReward|}(Marked = false, Stated = false, LastLine = false)")]
    [InlineData("MathReward(Boxed = false, Stated = false, LastLine = false)")]
    [InlineData("MathReward")]
    public async Task Calls_and_answers_that_the_alphabet_cannot_write_are_told(string code) => await Recipes.CheckAsync($$"""
        public sealed class Adder
        {
            [System.ComponentModel.Description("adds")] public static int Add(int left, int right) => left + right;
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer(ContextLength = 2_048, Alphabet = "0123456789+=#[](),ad")] public abstract Policy Initial();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, {{code}}] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("$\"{a}+{a}=\"", "$\"#{problem.Id}\"")]
    [InlineData("{|KIMI6009:$\"What is {a}?\"|}", "$\"#{problem.Id}\"")]
    [InlineData("$\"{a}+{a}=\"", "{|KIMI6009:\"the sum is #\" + problem.Id|}")]
    [InlineData("$\"{a}+{a}=\"", "problem.Answer == \"2\" ? {|KIMI6009:\"no\"|} : \"#1\"")]
    public async Task Constant_texts_of_sources_are_told_where_they_stand(string prompt, string response) => await Recipes.CheckAsync($$"""
        public sealed class Asks : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var a = random.Next(1_000_000);
                    yield return new() { Id = $"number {a}", Prompt = {{prompt}}, Answer = $"{2 * a}" };
                }
            }
        }
        public sealed class Answers : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => {{response}};
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Asks>] public abstract PromptSet Problems();
            [Demonstrations<Answers>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer(Alphabet = "0123456789+=#")] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);
}
