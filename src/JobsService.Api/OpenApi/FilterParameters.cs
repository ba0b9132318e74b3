using System.Globalization;
using System.Text.Json.Nodes;
using JobsService.Api.Responses;
using JobsService.Application.Filtering;
using JobsService.Application.Paging;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The query string parameters of a list: its filters, each by its kind, its orders and its pages.</summary>
internal static class FilterParameters
{
    // Printable ASCII without a comma, and without a space at an end.
    private static readonly string WordPattern =
        $"^[!-+\\--~]([ -+\\--~]{{0,{WordsFilter.MaxWordLength - 2}}}[!-+\\--~])?$";

    /// <summary>The parameters of the list of a resource.</summary>
    /// <exception cref="InvalidOperationException">The resource has no list.</exception>
    public static IEnumerable<IOpenApiParameter> Of(ApiResource resource)
    {
        var list =
            resource.List
            ?? throw new InvalidOperationException($"{resource.Name} does not state what its list can be asked.");
        return
        [
            .. list.Filters.Select(Of),
            .. OrdersOf(list),
            .. FieldsOf(list),
            .. PagesOf(resource.Plural),
            .. resource.HasFormats ? Formats() : [],
        ];
    }

    /// <summary>The parameters of the filters and the fields of a list.</summary>
    public static IEnumerable<IOpenApiParameter> OfFiltersAndFields(ListDefinition list) =>
        [.. list.Filters.Select(Of), .. FieldsOf(list)];

    /// <summary>Creates a parameter.</summary>
    public static OpenApiParameter Query(string name, string description, OpenApiSchema schema, JsonNode example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,

            // The page at /docs would otherwise send every parameter that has an example.
            Examples = new Dictionary<string, IOpenApiExample>(StringComparer.Ordinal)
            {
                ["example"] = new OpenApiExample
                {
                    Value = example,
                    Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal)
                    {
                        ["x-disabled"] = new JsonNodeExtension(true),
                    },
                },
            },
        };

    private static OpenApiParameter Of(Filter filter) =>
        filter.Kind switch
        {
            TimeFilter => Query(filter.Name, filter.Description, TimeBound(), NumberOrText(filter.Example)),
            WordsFilter => Set(
                filter,
                WordsFilter.MaxWords,
                new OpenApiSchema { Type = JsonSchemaType.String, Pattern = WordPattern }
            ),
            IntegersFilter => Set(filter, IntegersFilter.MaxIntegers, Integer()),
            FlagFilter => Query(filter.Name, filter.Description, TrueOrFalse(), filter.Example == "true"),
            TextFilter text => Query(filter.Name, filter.Description, TextOf(text), filter.Example),
            var kind => throw new NotSupportedException($"{filter.Name}: {kind.GetType().Name} has no parameter."),
        };

    private static OpenApiSchema TimeBound()
    {
        var seconds = Integer(
            "UTC seconds since 1970, in the years 1 to 9999.",
            DateTimeOffset.MinValue.ToUnixTimeSeconds(),
            DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        );
        var dateTime = Text("ISO-8601, with its offset.");
        dateTime.Format = "date-time";
        return new OpenApiSchema { OneOf = [seconds, dateTime] };
    }

    // A document can show one way to write an array, so it shows the commas.
    private static OpenApiParameter Set(Filter filter, int max, OpenApiSchema items) =>
        Set(filter.Name, filter.Description, max, items, filter.Example);

    private static OpenApiParameter Set(string name, string about, int? max, OpenApiSchema items, string exampleText)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MinItems = 1,
            MaxItems = max,
            Items = items,
        };
        var example = new JsonArray([.. exampleText.Split(',').Select(NumberOrText)]);
        var parameter = Query(name, $"{about} Separated by commas, or given several times.", schema, example);
        parameter.Style = ParameterStyle.Form;
        parameter.Explode = false;
        return parameter;
    }

    private static OpenApiSchema TextOf(TextFilter kind)
    {
        var text = Text();
        text.MinLength = 1;
        text.MaxLength = kind.MaxLength;
        return text;
    }

    private static IEnumerable<OpenApiParameter> OrdersOf(ListDefinition list)
    {
        if (list.Orders.Count > 1)
        {
            yield return Query(
                PageParameters.OrderBy,
                $"The order of the list, by default {list.Orders[0]}. {list.OrderDescription}".TrimEnd(),
                OneOf(JsonSchemaType.String, [.. list.Orders.Select(order => JsonValue.Create(order))]),
                list.Orders[^1]
            );
        }
    }

    private static IEnumerable<OpenApiParameter> FieldsOf(ListDefinition list)
    {
        if (list.Fields.Count > 0)
        {
            yield return Set(
                PageParameters.Fields,
                "The fields of each row, by default all that are not derived from others. Rows have them in alphabetical order.",
                max: null,
                OneOf(JsonSchemaType.String, [.. list.Fields.Select(field => JsonValue.Create(field))]),
                string.Join(',', list.Fields.Take(2))
            );
        }
    }

    private static IEnumerable<OpenApiParameter> Formats() =>
        [
            Query(
                ListFormats.FormatParameter,
                "The format of the response, by default the one of the Accept header, or else json.",
                OneOf(JsonSchemaType.String, [.. ListFormats.Names.Select(name => JsonValue.Create(name))]),
                "csv"
            ),
            Query(
                ListFormats.ByteOrderMarkParameter,
                "Whether CSV starts with a byte order mark, which Excel needs to recognize UTF-8.",
                TrueOrFalse(),
                true
            ),
        ];

    private static IEnumerable<OpenApiParameter> PagesOf(string plural) =>
        [
            Query(
                PageParameters.Page,
                "The number of the page, from 0; the cost grows with the number. Not together with page_token.",
                Integer(minimum: 0, maximum: int.MaxValue),
                0
            ),
            Query(
                PageParameters.PerPage,
                $"The maximum number of {plural} in a page, by default {PageParameters.DefaultPerPage}.",
                Integer(minimum: 1, maximum: PageParameters.MaxPerPage),
                PageParameters.DefaultPerPage
            ),
            Query(
                PageParameters.PageToken,
                "Empty for the first page; then the next_page_token of the previous page, with the same route, filters and order.",
                Text(),
                ""
            ),
        ];

    private static JsonNode NumberOrText(string example) =>
        long.TryParse(example, CultureInfo.InvariantCulture, out var number) ? number : example;
}
