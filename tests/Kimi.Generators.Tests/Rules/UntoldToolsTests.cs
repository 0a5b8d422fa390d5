using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6011: a policy of random weights learns of its tools from somewhere; KIMI5007: a team's own schedule lets responses be finished.</summary>
public sealed class UntoldToolsTests
{
    private const string Silent = "$\"{problem.Solution}#{problem.Answer}\"";
    private const string Calling = "$\"<tool_call>{{\\\"name\\\": \\\"add\\\"}}</tool_call>#{problem.Answer}\"";

    [Theory]
    [InlineData(Silent, "Tools<Adder>({|KIMI6011:DescribeTools = false|})", "InitializeTransformer(ContextLength = 1_024)")]
    [InlineData(Calling, "Tools<Adder>(DescribeTools = false)", "InitializeTransformer(ContextLength = 1_024)")]
    [InlineData(Silent, "Tools<Adder>", "InitializeTransformer(ContextLength = 1_024)")]
    [InlineData(Silent, "Tools<Adder, BracketCalls>(DescribeTools = false)", "InitializeTransformer(ContextLength = 1_024)")]
    [InlineData(Silent, "Tools<Adder>(DescribeTools = false)", "LoadPolicy(\"m\")")]
    public async Task Tools_that_nothing_tells_of_are_told(string response, string tools, string beginning) => await Recipes.CheckAsync($$"""
        public sealed class Asks : IProblemSource<MathProblem>
        {
            public IEnumerable<MathProblem> Problems(Random random)
            {
                while (true)
                {
                    var (left, right) = (random.Next(100), random.Next(100));
                    yield return new() { Id = $"{left}+{right}", Prompt = $"{left}+{right}=", Answer = $"{left + right}" };
                }
            }
        }
        public sealed class Answers : IDemonstrationSource<MathProblem>
        {
            public string Respond(MathProblem problem, Random random) => {{response}};
        }
        public sealed class Adder
        {
            /// <summary>Adds.</summary>
            [System.ComponentModel.Description("Adds two numbers.")]
            public long Add(int left, int right) => (long)left + right;
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Asks>] public abstract PromptSet Problems();
            [Demonstrations<Answers>] public abstract Demonstrations Traces(PromptSet problems);
            [{{beginning}}] public abstract Policy Initial();
            [FineTune(Steps = 600)] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, ExactAnswerReward, {{tools}}] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("=> 64", "=> {|KIMI5007:0|}")]
    [InlineData("{ get; } = 64", "{ get; } = {|KIMI5007:2|}")]
    [InlineData("=> Most", "=> {|KIMI5007:2|}")]
    [InlineData("=> 64", "=> 3")]
    [InlineData("=> 256", "=> 0")]
    [InlineData("=> int.MaxValue", "=> 0")]
    [InlineData("=> 64", "=> Environment.ProcessorCount")]
    [InlineData("{ get; set; } = 64", "=> 0")]
    public async Task A_schedule_lets_responses_be_finished(string budget, string age) => await Recipes.CheckAsync($$"""
        public sealed class Own : IRolloutSchedule
        {
            private const int Most = 64;
            public int TokenBudget {{budget}};
            public int MaxAge {{age}};
            public int MaxSegmentAge => Most;
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce(MaxResponseTokens = 256), MirrorDescent, ExactAnswerReward, RolloutRule<Own>]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        """);
}
