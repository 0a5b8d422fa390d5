using Kimi.Shared;
using Kimi.Shared.Declarations;

namespace Kimi.Generators.Tests.Model;

/// <summary>The grammar of messages.</summary>
public sealed class WordsTests
{
    [Fact]
    public void Enumerations_and_articles_read_as_english()
    {
        Assert.Equal("a, b or c", Words.List(["a", "b", "c"], "or"));
        Assert.Equal("a", Words.List(["a"], "or"));
        Assert.Equal("an Evaluation", Words.A("Evaluation"));
    }
}
