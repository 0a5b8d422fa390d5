using System.Text.Json;
using System.Text.Json.Serialization;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tests.Files;

public class JsonReasonTests
{
    private static readonly JsonSerializerOptions s_strict = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    [Theory]
    [InlineData("", "line 1, column 1: it is empty")]
    [InlineData("{\n\"a\": [", "line 2, column 7: it ends before an object or a list is closed")]
    [InlineData("{\"a\":1,}", "line 1, column 8: a comma is followed by nothing")]
    [InlineData("{\"a\":1,\"a\":2}", "Duplicate name 'a'")]
    [InlineData("[[[[[1]]]]]", "line 1, column 5: it nests deeper than 4")]
    [InlineData("{a:1}", "line 1, column 2: 'a' is an invalid start of a property name. Expected a '\"'")]
    public void A_text_that_is_no_JSON_is_described_without_words_of_the_library(string text, string expected)
    {
        var thrown = Assert.ThrowsAny<Exception>(() => JsonDocument.Parse(text, new() { MaxDepth = 4, AllowDuplicateProperties = false }));

        Assert.Equal(expected, JsonReason.Of(thrown));
    }

    [Theory]
    [InlineData("{\"Name\":1}", "'Name' is of another kind")]
    [InlineData("{\"Name\":\"x\",\"Counts\":[1, \"a\"]}", "'Counts[1]' is of another kind")]
    [InlineData("[]", "it is of another kind")]
    [InlineData("{}", "it has no 'Name', 'Counts'")]
    [InlineData("{\"Name\":\"x\",\"Counts\":[],\"No\":2}", "'No' is not known")]
    [InlineData("{\"Name\":\"x\",\"Counts\":[],\"StringOrNumber\":2}", "'StringOrNumber' is not known")]
    public void JSON_of_another_shape_is_described_by_its_own_names(string text, string expected) =>
        Assert.Equal(expected, JsonReason.Of(Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<Shape>(text, s_strict)), withLine: false));

    [Fact]
    public void Null_is_named_where_it_may_not_be() =>
        Assert.EndsWith("'Name' is null", JsonReason.Of(Assert.ThrowsAny<Exception>(
            () => JsonSerializer.Deserialize<Shape>("{\"Name\":null,\"Counts\":[]}", s_strict))), StringComparison.Ordinal);

    [Theory]
    [InlineData("1", "a number where a text belongs")]
    [InlineData("{}", "an object where a text belongs")]
    [InlineData("true", "true where a text belongs")]
    public void A_value_of_another_kind_is_named(string text, string expected)
    {
        using var json = JsonDocument.Parse(text);

        Assert.Equal(expected, JsonReason.Of(Assert.ThrowsAny<Exception>(() => json.RootElement.GetString())));
    }

    private sealed record Shape(string Name, List<int> Counts);
}
