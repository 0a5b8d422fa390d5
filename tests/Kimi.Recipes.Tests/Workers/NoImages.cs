using Kimi.Dsl;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>The images of policies that read none.</summary>
internal sealed class NoImages : IImageStore
{
    public PromptPart.Image Put(byte[] file) => throw new NotSupportedException();

    public byte[] Get(string hash) => throw new NotSupportedException();
}
