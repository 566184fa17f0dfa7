/*
 * codec_jobposting - see codec_jobposting.h.
 *
 * schema.org/JobPosting.  What is not stated is left out; an incubator or a
 * fund has no closer type there, so its employmentType is OTHER.
 */
#include "api/codec_jobposting.h"

#include "base/day.h"
#include "matcher/snapshot.h"

static const char *employment_type(enum kind k)
{
	switch (k) {
	case KIND_JOB:
		return "FULL_TIME";
	case KIND_INTERNSHIP:
		return "INTERN";
	case KIND_INCUBATOR:
	case KIND_FUNDING:
	case KIND__COUNT:
		break;
	}
	return "OTHER";
}

static void write_organisation(struct json_writer *w,
			       const struct organisation *by, enum lang lang)
{
	if (by == NULL)
		return;
	jw_object(w, "hiringOrganization");
	jw_word(w, "@type", "Organization");
	jw_texts(w, "name", &by->name, lang);
	if (by->website.n > 0)
		jw_text(w, "sameAs", by->website);
	jw_end(w);
}

static void write_places(struct json_writer *w, const struct values *places,
			 const struct opening *o, enum lang lang)
{
	if (o->places.count == 0)
		return;
	jw_array(w, "jobLocation");
	for (size_t i = 0; i < o->places.count; i++) {
		const struct value *p = &places->items[o->places.items[i]];

		jw_object(w, NULL);
		jw_word(w, "@type", "Place");
		jw_texts(w, "name", &p->label, lang);
		jw_object(w, "address");
		jw_word(w, "@type", "PostalAddress");
		jw_texts(w, "addressLocality", &p->label, lang);
		jw_end(w);
		jw_end(w);
	}
	jw_end(w);
}

static void write_pay(struct json_writer *w, const struct opening *o)
{
	if (!o->pay.is_comparable)
		return;
	jw_object(w, "baseSalary");
	jw_word(w, "@type", "MonetaryAmount");
	jw_word(w, "currency", "HKD");
	jw_object(w, "value");
	jw_word(w, "@type", "QuantitativeValue");
	if (o->pay.has_min)
		jw_real(w, "minValue", o->pay.min);
	if (o->pay.has_max)
		jw_real(w, "maxValue", o->pay.max);
	jw_word(w, "unitText", "MONTH");
	jw_end(w);
	jw_end(w);
}

void codec_jobposting_write(struct json_writer *w, const struct opening_view *v,
			    size_t opening, enum lang reader)
{
	const struct opening *o =
		snapshot_opening(v->arena, v->snapshot, opening);
	enum lang used;

	jw_object(w, NULL);
	jw_word(w, "@context", "https://schema.org/");
	jw_word(w, "@type", "JobPosting");
	jw_object(w, "identifier");
	jw_word(w, "@type", "PropertyValue");
	jw_word(w, "name", "Baybridge");
	jw_text(w, "value", o->id);
	jw_end(w);
	jw_text(w, "title", text_in(&o->title, reader, &used));
	jw_word(w, "inLanguage", lang_code(used));
	if (!text_is_empty(&o->body))
		jw_texts(w, "description", &o->body, reader);
	else if (!text_is_empty(&o->summary))
		jw_texts(w, "description", &o->summary, reader);
	if (o->opens != DAY_NONE)
		jw_day(w, "datePosted", o->opens);
	if (o->closes != DAY_NONE)
		jw_day(w, "validThrough", o->closes);
	if (o->starts != DAY_NONE)
		jw_day(w, "jobStartDate", o->starts);
	jw_word(w, "employmentType", employment_type(o->kind));
	write_organisation(w, snapshot_organisation(v->snapshot, opening),
			   reader);
	write_places(w, v->snapshot->vocabulary->places, o, reader);
	write_pay(w, o);
	if (o->vacancies > 0)
		jw_real(w, "totalJobOpenings", o->vacancies);
	if (o->skills.count > 0) {
		jw_array(w, "skills");
		for (size_t i = 0; i < o->skills.count; i++)
			jw_text(w, NULL, o->skills.items[i]);
		jw_end(w);
	}
	if (o->occupation.n > 0)
		jw_text(w, "occupationalCategory", o->occupation);
	if (o->apply_url.n > 0)
		jw_text(w, "url", o->apply_url);
	jw_end(w);
}
