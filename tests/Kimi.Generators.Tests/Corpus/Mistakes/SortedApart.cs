// Stack: torchtune
// Kind: prompts and responses are sorted by their own lengths, so that most responses stand at the prompts of others
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sorted-apart")]
public abstract partial class SortedApart
{
    [DemonstrationsFile(Path = "openhermes.jsonl", Layout = DemonstrationLayout.ShareGpt)]
    public abstract Demonstrations Rows();

    [LoadPolicy("models/llama-3.2-3b-instruct")]
    public abstract Policy Base();

    /// <summary>The short ones first.</summary>
    [Transform]
    public static Demonstrations ShortFirst(Demonstrations rows)
    {
        var prompts = rows.Select(row => row.Prompt).OrderBy(prompt => prompt.Text.Length);
        var responses = rows.Select(row => row.Response).OrderBy(response => response.Length);
        return new([.. prompts.Zip(responses, (prompt, response) => new Demonstration(prompt, response))]); //! KIMI8018
    }

    [FineTune(Steps = 4_000, BatchSize = 16, LearningRate = 1e-5)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations shortFirst);

    [ProblemsFile(Path = "gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet Test();

    [Evaluate(MaxResponseTokens = 768)]
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
