using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>What a tokenizer's file may not have, since it might change the ids.</summary>
internal static class TokenizerPlaces
{
    /// <summary>Refuses an object with any other field than its type and these.</summary>
    /// <exception cref="KimiException">There is one.</exception>
    public static void HasOnly(this JsonPlace place, params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in place.Fields)
        {
            if (name != "type" && !names.Contains(name))
                throw place.Failure($"has '{name}', which this reader does not know", "use a tokenizer without it");
        }
    }

    /// <summary>What to throw for a kind that this reader does not know.</summary>
    public static KimiException Unknown(this JsonPlace place, string kind) =>
        place.Failure($"is of type {kind}, which is not supported", "use a byte-pair tokenizer of the Llama or Qwen kind");
}
