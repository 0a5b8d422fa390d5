// Form: a transform makes math problems of programs
using Kimi.Dsl;

namespace Acme;

[Recipe("transform-to-another-type")]
public abstract partial class TransformToAnotherType
{
    [CodeProblemsFile(Path = "code.jsonl")]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Sft();

    [Transform]
    public static PromptSet Easy(PromptSet problems) =>
        new([.. problems.Select(problem => new MathProblem { Id = problem.Id, Prompt = problem.Prompt, Answer = "1" })]);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet easy);
}
