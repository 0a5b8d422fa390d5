// Form: zero-RL of a base model: worked examples before each question, and responses that end where the next question would begin
using System.Text;
using Kimi.Dsl;

namespace Acme.ZeroRl;

/// <summary>Does a base model of 1.5 billion weights learn grade-school arithmetic from rewards alone?</summary>
[Recipe("zero-gsm8k", Seed = 17)]
[Sampling(MaxResponseTokens = 400, StopTexts = ["\n\nQuestion:"])]
public abstract partial class ZeroRlOnWorkedExamples
{
    [LoadPolicy("models/qwen2.5-1.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/gsm8k/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "data/gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet Test();

    [Transform]
    public static PromptSet TrainWithShots(PromptSet train) => FewShot.Prepend(train);

    [Transform]
    public static PromptSet TestWithShots(PromptSet test) => FewShot.Prepend(test);

    [Reinforce(
        Iterations = 200, PromptsPerIteration = 128, StepsPerIteration = 2, LearningRate = 1e-6, WarmupIterations = 10, MicroBatchTokens = 16_384,
        CheckpointEvery = 20)]
    [DrGrpo]
    [MathReward(Boxed = false, LastLine = false)]
    public abstract Policy Zero([From(nameof(Base))] Policy start, PromptSet trainWithShots);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward(Boxed = false, LastLine = false)]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy zero, PromptSet testWithShots);
}

/// <summary>Worked examples in front of a question.</summary>
internal static class FewShot
{
    private static readonly (string Question, string Solution)[] s_examples =
    [
        ("A baker sells 12 rolls in the morning and twice as many in the afternoon. How many rolls does she sell?",
            "In the afternoon she sells 2 * 12 = 24 rolls. Together that is 12 + 24 = 36. The answer is 36."),
        ("Tom has 50 dollars. He buys 3 books for 9 dollars each. How much is left?",
            "The books cost 3 * 9 = 27 dollars. He has 50 - 27 = 23 dollars left. The answer is 23."),
        ("A train has 8 cars with 40 seats each. A quarter of all seats is empty. How many people sit in the train?",
            "There are 8 * 40 = 320 seats, of which 320 / 4 = 80 are empty. So 320 - 80 = 240 people sit. The answer is 240."),
    ];

    private static readonly string s_head = Head();

    internal static PromptSet Prepend(PromptSet problems) =>
        new([.. problems.Select(problem => problem with { Prompt = $"{s_head}Question: {problem.Prompt.Text.Trim()}\nAnswer:" })]);

    private static string Head()
    {
        var head = new StringBuilder();
        foreach (var (question, solution) in s_examples)
            head.Append("Question: ").Append(question).Append("\nAnswer: ").Append(solution).Append("\n\n");
        return head.ToString();
    }
}
