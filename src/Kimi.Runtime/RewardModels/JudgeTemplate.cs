using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.RewardModels;

/// <summary>What a reward model reads: question, reference answer and response in one text (paper 2.3.5). The paper does not give its form.</summary>
internal static partial class JudgeTemplate
{
    public const string Response = "{response}";

    /// <summary>Puts problem and response into a template. Their text is never mistaken for a placeholder.</summary>
    public static string Fill(string template, MathProblem problem, string response) => Place().Replace(template, place => place.Value switch
    {
        "{prompt}" => problem.Prompt.Text,
        "{answer}" => problem.Answer,
        _ => response,
    });

    /// <summary>A filled template as tokens, for training.</summary>
    /// <param name="policy">The model that reads it.</param>
    /// <param name="text">The filled template.</param>
    /// <param name="room">How many tokens of the model's context must remain free.</param>
    /// <param name="problem">The problem it is about.</param>
    /// <param name="stage">The stage's name.</param>
    /// <exception cref="KimiException">It is empty, too long, or has characters that the tokenizer lacks.</exception>
    public static int[] Encode(LoadedPolicy policy, string text, int room, MathProblem problem, string stage)
    {
        var tokens = policy.Tokenizer.Encode((Prompt)text);
        var context = policy.Model.Config.MaxPositionEmbeddings;
        return tokens.Length > 0 && tokens.Length + room <= context
            ? tokens
            : throw new KimiException(
                $"stage {stage}: a pair on problem {problem.Id} comes to {tokens.Length} tokens by the Template, "
                + $"where the policy's context of {context} has room for 1 to {context - room}: shorten it or raise ContextLength");
    }

    [GeneratedRegex(@"\{(prompt|answer|response)\}")]
    private static partial Regex Place();
}
